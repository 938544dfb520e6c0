package io.gourmetloop.model.inference;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.NoBatchifyTranslator;
import ai.djl.translate.TranslatorContext;
import java.nio.FloatBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A tensor that is ready, in; raw outputs, out. DJL's stock translators would bring their own image path and need
 * another engine's operators. The direct buffer reaches ONNX Runtime without a copy.
 */
final class TensorTranslator implements NoBatchifyTranslator<FloatBuffer, GraphAnswer> {
    private static final String LOGITS = "logits";
    private static final String EMBEDDING = "embedding";

    private final Shape shape;

    TensorTranslator(ModelInput input) {
        this.shape = new Shape(1, 3, input.size(), input.size());
    }

    @Override
    public NDList processInput(TranslatorContext context, FloatBuffer tensor) {
        return new NDList(context.getNDManager().create(tensor, shape, DataType.FLOAT32));
    }

    /** An only output is the logits, whatever its name. */
    @Override
    public GraphAnswer processOutput(TranslatorContext context, NDList outputs) {
        NDArray logits = outputs.size() == 1 ? outputs.get(0) : outputs.get(LOGITS);
        if (logits == null) {
            throw new IllegalStateException("None of its " + outputs.size() + " outputs is named " + LOGITS);
        }
        return new GraphAnswer(logits.toFloatArray(), floats(outputs.get(EMBEDDING)));
    }

    private static float @Nullable [] floats(@Nullable NDArray array) {
        return array == null ? null : array.toFloatArray();
    }
}
