package io.gourmetloop.model.inference;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.function.Supplier;

/** What operators see of the inference pool. */
final class InferenceMeters {
    private final Timer clean;
    private final Timer decode;
    private final Timer measure;
    private final Timer tensor;
    private final Timer run;
    private final Counter rejected;

    InferenceMeters(MeterRegistry registry, Supplier<Number> waiting, Supplier<Number> running) {
        this.clean = timer(registry, "clean", "Stripping metadata, and turning upright where needed");
        this.decode = timer(registry, "decode", "File to pixels");
        this.measure = timer(registry, "measure", "Brightness and other properties of the picture");
        this.tensor = timer(registry, "tensor", "Pixels to the input tensor");
        this.run = timer(registry, "run", "The graph");
        this.rejected = Counter.builder("gourmetloop.inference.rejected")
                .description("Photos that found the queue full")
                .register(registry);
        gauge(registry, "waiting", "Photos that wait for a thread", waiting);
        gauge(registry, "running", "Photos in work", running);
    }

    void record(Timings timings) {
        clean.record(timings.clean());
        decode.record(timings.decode());
        measure.record(timings.measure());
        tensor.record(timings.tensor());
        run.record(timings.run());
    }

    void rejected() {
        rejected.increment();
    }

    private static Timer timer(MeterRegistry registry, String step, String description) {
        return Timer.builder("gourmetloop.inference." + step)
                .description(description)
                .publishPercentileHistogram()
                .register(registry);
    }

    private static void gauge(MeterRegistry registry, String name, String description, Supplier<Number> value) {
        Gauge.builder("gourmetloop.inference." + name, value)
                .description(description)
                .register(registry);
    }
}
