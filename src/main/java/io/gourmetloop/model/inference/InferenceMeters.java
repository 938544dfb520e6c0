package io.gourmetloop.model.inference;

import io.gourmetloop.domain.ModelVersion;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.function.Supplier;

/** What operators see of the inference pool. */
final class InferenceMeters {
    private final MeterRegistry registry;
    private final Timer clean;
    private final Timer decode;
    private final Timer measure;
    private final Timer tensor;
    private final Timer run;
    private final Counter rejected;
    private final MultiGauge model;

    InferenceMeters(MeterRegistry registry, Supplier<Number> waiting, Supplier<Number> running) {
        this.registry = registry;
        this.clean = timer(registry, "clean", "Stripping metadata, and turning upright where needed");
        this.decode = timer(registry, "decode", "File to pixels");
        this.measure = timer(registry, "measure", "Brightness and other properties of the picture");
        this.tensor = timer(registry, "tensor", "Pixels to the input tensor");
        this.run = timer(registry, "run", "The graph");
        this.rejected = Counter.builder("gourmetloop.inference.rejected")
                .description("Photos that found the queue full")
                .register(registry);
        this.model = MultiGauge.builder("gourmetloop.model.info")
                .description("The version that answers; always 1")
                .register(registry);
        gauge(registry, "waiting", "Photos that wait for a thread", waiting);
        gauge(registry, "running", "Photos in work", running);
    }

    void record(Classified answer) {
        confidence(answer).record(answer.confidence().value());
        record(answer.timings());
    }

    private DistributionSummary confidence(Classified answer) {
        return DistributionSummary.builder("gourmetloop.inference.confidence")
                .description("Confidence of the answers, by predicted class")
                .tag("version", answer.version().toString())
                .tag("label", answer.prediction().toString())
                .register(registry);
    }

    private void record(Timings timings) {
        clean.record(timings.clean());
        decode.record(timings.decode());
        measure.record(timings.measure());
        tensor.record(timings.tensor());
        run.record(timings.run());
    }

    void serving(ModelVersion version) {
        model.register(List.of(MultiGauge.Row.of(Tags.of("version", version.toString()), 1)), true);
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
