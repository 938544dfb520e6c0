package io.gourmetloop.model.inference;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import io.gourmetloop.domain.ErrorCode;
import io.gourmetloop.domain.Failure;
import io.gourmetloop.domain.ModelVersion;
import io.gourmetloop.platform.config.InferenceConfig;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A graph in memory: one ONNX Runtime session, and as many callers as threads may use it. Counts its users, so that a
 * swap closes it only when the last of them is gone.
 */
final class LoadedModel {
    private static final String ENGINE = "OnnxRuntime";

    private final ServedModel served;
    private final Model model;
    private final List<ModelCaller> callers;
    private final ConcurrentLinkedQueue<ModelCaller> idle;
    /** One of them is whoever serves the model; 0 is final. */
    private final AtomicInteger users = new AtomicInteger(1);

    private LoadedModel(ServedModel served, Model model, int callers) {
        this.served = served;
        this.model = model;
        TensorTranslator translator = new TensorTranslator(served.manifest().input());
        this.callers = Stream.generate(() -> model.newPredictor(translator))
                .map(predictor -> new ModelCaller(served.manifest().input(), predictor))
                .limit(callers)
                .toList();
        this.idle = new ConcurrentLinkedQueue<>(this.callers);
    }

    /** Loads, tries and warms up; some hundred milliseconds. Fails with {@link ErrorCode#MODEL_INVALID}. */
    static LoadedModel load(ModelVersion version, ModelFolder folder, InferenceConfig config) {
        PixelCodec.load();
        ServedModel served = new ServedModel(version, folder.manifest());
        LoadedModel loaded = new LoadedModel(served, graph(folder, config.device()), config.callers());
        try {
            loaded.callers.forEach(caller -> loaded.tryOut(caller, folder));
            loaded.classifyGolden(folder);
            return loaded;
        } catch (RuntimeException e) {
            loaded.release();
            throw e;
        }
    }

    ServedModel served() {
        return served;
    }

    Classified classify(Photo photo) {
        ModelCaller caller = Objects.requireNonNull(idle.poll(), "More threads than callers");
        try {
            return classified(caller.pass(photo));
        } finally {
            idle.add(caller);
        }
    }

    /** False once the model is closed; then its successor is to be asked. Every true needs its {@link #release}. */
    boolean retain() {
        return users.getAndUpdate(count -> count == 0 ? 0 : count + 1) > 0;
    }

    void release() {
        if (users.decrementAndGet() == 0) {
            callers.forEach(ModelCaller::close);
            model.close();
        }
    }

    private Classified classified(ModelCaller.Pass pass) {
        float[] embedding = pass.answer().embedding();
        return new Classified(
                served.version(),
                served.manifest().labels(),
                Probabilities.softmax(pass.answer().logits(), served.manifest().temperature()),
                embedding == null ? null : Embedding.normalized(embedding),
                pass.photo(),
                pass.picture(),
                pass.timings());
    }

    private void tryOut(ModelCaller caller, ModelFolder folder) {
        int labels = served.manifest().labels().size();
        int logits;
        try {
            logits = caller.run().logits().length;
        } catch (RuntimeException e) {
            throw InvalidModel.in(
                    folder.path(),
                    "its graph does not take float32[1,3,"
                            + served.manifest().input().size() + ","
                            + served.manifest().input().size() + "] or gives no float32 logits",
                    "Export it with the script of this project, or correct input.size",
                    e);
        }
        if (logits != labels) {
            throw InvalidModel.in(
                    folder.path(),
                    "its graph gives " + logits + " logits for " + labels + " labels",
                    "List one label for each output, in their order");
        }
    }

    /** A picture goes the whole way of a photo: zeros alone do not show a graph that answers with what is no number. */
    private void classifyGolden(ModelFolder folder) {
        try {
            var unused = classify(GoldenPicture.photo());
        } catch (RuntimeException e) {
            throw InvalidModel.in(folder.path(), "it fails on a picture: " + e.getMessage(), "Export it again", e);
        }
    }

    private static Model graph(ModelFolder folder, InferenceConfig.Device device) {
        System.setProperty("ai.djl.offline", "true"); // DJL reports its use to its makers otherwise
        Model model = Model.newInstance(folder.manifest().name(), Device.cpu(), ENGINE);
        try (SessionOptions options = options()) {
            if (device == InferenceConfig.Device.CUDA) {
                addCuda(options);
            }
            model.load(folder.path(), "model", Map.of("sessionOptions", options));
            return model;
        } catch (Failure e) {
            model.close();
            throw e;
        } catch (OrtException | IOException | MalformedModelException e) {
            model.close();
            throw InvalidModel.in(folder.path(), "ONNX Runtime refuses its graph", "Export it again", e);
        }
    }

    private static void addCuda(SessionOptions options) {
        try {
            options.addCUDA();
        } catch (OrtException e) {
            throw new Failure(
                    ErrorCode.MODEL_INVALID,
                    "No model can be served by inference.device cuda: " + e.getMessage()
                            + ". Use an ONNX Runtime with CUDA (docker/compose.gpu.yaml), or inference.device cpu",
                    e);
        }
    }

    /**
     * One thread a call, since there are as many callers as cores; a thread that spins while it waits would take the
     * core of another. All graph optimizations: the layout pass alone gives a factor of 2.5.
     */
    static SessionOptions options() throws OrtException {
        SessionOptions options = new SessionOptions();
        options.setIntraOpNumThreads(1);
        options.setInterOpNumThreads(1);
        options.addConfigEntry("session.intra_op.allow_spinning", "0");
        options.addConfigEntry("session.inter_op.allow_spinning", "0");
        options.setOptimizationLevel(OptLevel.ALL_OPT);
        return options;
    }
}
