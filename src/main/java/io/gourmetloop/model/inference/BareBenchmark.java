package io.gourmetloop.model.inference;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import com.sun.management.OperatingSystemMXBean;
import io.gourmetloop.domain.ErrorCode;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * What the machine can do at best: decode, tensor and ONNX Runtime itself, in threads without a queue, a server or
 * DJL between them. The server's figures are compared with these.
 */
public final class BareBenchmark {
    /** Images of all threads together, and the processor time of the whole process for them. */
    public record Result(long images, Duration elapsed, Duration processor) {
        public double imagesPerSecond() {
            return images / (elapsed.toNanos() / 1e9);
        }

        public double processorMillisPerImage() {
            return processor.toNanos() / 1e6 / images;
        }
    }

    private final ModelFolder folder;
    private final int threads;

    /** Fails with {@link ErrorCode#MODEL_INVALID}. */
    public BareBenchmark(Path folder, int threads) {
        this.folder = ModelFolder.open(folder);
        this.threads = threads;
    }

    /** Blocks for about {@code length} and a warm-up of a third of it. The photos go round. */
    public Result run(List<Photo> photos, Duration length) throws InterruptedException {
        PixelCodec.load();
        try (SessionOptions options = LoadedModel.options();
                OrtSession session = OrtEnvironment.getEnvironment()
                        .createSession(folder.path().resolve(ModelFolder.GRAPH).toString(), options)) {
            List<CleanPhoto> clean = photos.stream().map(CleanPhoto::of).toList();
            Result warmUp = measure(session, clean, length.dividedBy(3));
            return warmUp.images() == 0 ? warmUp : measure(session, clean, length);
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime refuses the graph of " + folder.path(), e);
        }
    }

    private Result measure(OrtSession session, List<CleanPhoto> photos, Duration length) throws InterruptedException {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        AtomicLong next = new AtomicLong();
        long processor = processorNanos();
        long start = System.nanoTime();
        try {
            Callable<Long> worker = () -> work(session, photos, next, start + length.toNanos());
            long images = sum(
                    pool.invokeAll(Stream.generate(() -> worker).limit(threads).toList()));
            return new Result(
                    images,
                    Duration.ofNanos(System.nanoTime() - start),
                    Duration.ofNanos(processorNanos() - processor));
        } finally {
            pool.shutdown();
        }
    }

    private long work(OrtSession session, List<CleanPhoto> photos, AtomicLong next, long until) throws OrtException {
        ModelInput input = folder.manifest().input();
        TensorWriter writer = new TensorWriter(input);
        FloatBuffer tensor = ByteBuffer.allocateDirect(input.values() * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
        long[] shape = {1, 3, input.size(), input.size()};
        String name = session.getInputNames().iterator().next();
        long images = 0;
        for (; System.nanoTime() < until; images++) {
            CleanPhoto photo = photos.get((int) (next.getAndIncrement() % photos.size()));
            boolean written = NativeMemory.freedAfter(() -> {
                writer.write(PixelCodec.reduced(photo, input.decodedShortSide()), tensor);
                return true;
            });
            try (OnnxTensor value = OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), tensor, shape);
                    OrtSession.Result answer = session.run(Map.of(name, value))) {
                if (!written || answer.size() == 0) {
                    throw new IllegalStateException("The graph gives no output");
                }
            }
        }
        return images;
    }

    private static long sum(List<Future<Long>> counts) throws InterruptedException {
        long sum = 0;
        for (Future<Long> count : counts) {
            try {
                sum += count.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException("A benchmark thread failed", e.getCause());
            }
        }
        return sum;
    }

    private static long processorNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }
}
