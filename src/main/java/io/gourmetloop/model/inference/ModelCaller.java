package io.gourmetloop.model.inference;

import ai.djl.inference.Predictor;
import ai.djl.translate.TranslateException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.time.Duration;
import org.bytedeco.opencv.opencv_core.Mat;

/** One thread's way through a model, with its own predictor and buffers. Not thread-safe. */
final class ModelCaller implements AutoCloseable {
    /** The whole way of one photo. */
    record Pass(CleanPhoto photo, GraphAnswer answer, Timings timings) {}

    private final ModelInput input;
    private final Predictor<FloatBuffer, GraphAnswer> predictor;
    private final TensorWriter writer;
    private final FloatBuffer tensor;

    ModelCaller(ModelInput input, Predictor<FloatBuffer, GraphAnswer> predictor) {
        this.input = input;
        this.predictor = predictor;
        this.writer = new TensorWriter(input);
        this.tensor = ByteBuffer.allocateDirect(input.values() * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }

    Pass pass(Photo photo) {
        long start = System.nanoTime();
        CleanPhoto clean = CleanPhoto.of(photo);
        long cleaned = System.nanoTime();
        long decoded = NativeMemory.freedAfter(() -> fill(clean));
        long written = System.nanoTime();
        GraphAnswer answer = run();
        Timings timings = new Timings(
                Duration.ofNanos(cleaned - start),
                Duration.ofNanos(decoded - cleaned),
                Duration.ofNanos(written - decoded),
                Duration.ofNanos(System.nanoTime() - written));
        return new Pass(clean, answer, timings);
    }

    /** Writes the tensor; returns the moment at which the photo was decoded. */
    private long fill(CleanPhoto photo) {
        Mat pixels = PixelCodec.reduced(photo, input.decodedShortSide());
        long decoded = System.nanoTime();
        writer.write(pixels, tensor);
        return decoded;
    }

    /** Runs what the tensor holds. */
    GraphAnswer run() {
        try {
            return predictor.predict(tensor.duplicate());
        } catch (TranslateException e) {
            throw new IllegalStateException("The graph failed: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        predictor.close();
    }
}
