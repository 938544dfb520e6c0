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
    record Pass(CleanPhoto photo, PictureProperties picture, GraphAnswer answer, Timings timings) {}

    /** What was seen while the tensor was written, and the moments at which each step was done. */
    private record Filling(PictureProperties picture, long decoded, long measured) {}

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
        Filling filled = NativeMemory.freedAfter(() -> fill(clean));
        long written = System.nanoTime();
        GraphAnswer answer = run();
        Timings timings = new Timings(
                Duration.ofNanos(cleaned - start),
                Duration.ofNanos(filled.decoded - cleaned),
                Duration.ofNanos(filled.measured - filled.decoded),
                Duration.ofNanos(written - filled.measured),
                Duration.ofNanos(System.nanoTime() - written));
        return new Pass(clean, filled.picture, answer, timings);
    }

    /** Writes the tensor. */
    private Filling fill(CleanPhoto photo) {
        Mat pixels = PixelCodec.reduced(photo, input.decodedShortSide());
        long decoded = System.nanoTime();
        PictureProperties picture = PictureMeasurement.of(pixels);
        long measured = System.nanoTime();
        writer.write(pixels, tensor);
        return new Filling(picture, decoded, measured);
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
