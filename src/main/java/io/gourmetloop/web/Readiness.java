package io.gourmetloop.web;

import io.gourmetloop.domain.ModelVersion;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the server stands on, and whether it can answer uploads without it. */
public final class Readiness {
    private final List<Dependency> dependencies;
    private final Supplier<Optional<ModelVersion>> serving;

    public Readiness(List<Dependency> dependencies, Supplier<Optional<ModelVersion>> serving) {
        this.dependencies = List.copyOf(dependencies);
        this.serving = serving;
    }

    /** {@code vital}: without it uploads cannot be answered. The probe fails when the dependency is away. */
    public record Dependency(String name, boolean vital, Supplier<Future<?>> probe) {}

    enum Status {
        READY,
        DEGRADED,
        UNAVAILABLE;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    record State(boolean up, boolean vital, @Nullable String detail) {}

    record Report(Status status, Map<String, State> dependencies, Optional<ModelVersion> modelVersion) {}

    /** Asks all dependencies at once; never fails. */
    Future<Report> check() {
        List<Future<State>> states = dependencies.stream().map(Readiness::state).toList();
        return Future.join(states).map(all -> report(states));
    }

    private static Future<State> state(Dependency dependency) {
        return dependency
                .probe()
                .get()
                .map(up -> new State(true, dependency.vital(), null))
                .otherwise(e -> new State(false, dependency.vital(), e.getMessage()));
    }

    private Report report(List<Future<State>> states) {
        Map<String, State> named = new LinkedHashMap<>();
        for (int i = 0; i < states.size(); i++) {
            named.put(dependencies.get(i).name(), states.get(i).result());
        }
        Optional<ModelVersion> version = serving.get();
        named.put("model", new State(version.isPresent(), true, version.isPresent() ? null : "No model is loaded"));
        return new Report(status(named), named, version);
    }

    private static Status status(Map<String, State> states) {
        if (states.values().stream().anyMatch(state -> state.vital() && !state.up())) {
            return Status.UNAVAILABLE;
        }
        return states.values().stream().allMatch(State::up) ? Status.READY : Status.DEGRADED;
    }
}
