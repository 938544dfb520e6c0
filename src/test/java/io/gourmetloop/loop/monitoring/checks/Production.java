package io.gourmetloop.loop.monitoring.checks;

import io.gourmetloop.domain.Labels;
import io.gourmetloop.platform.config.ChecksConfig;
import io.gourmetloop.platform.config.ConfigurationLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;

/** Photos of before and of now, and what the checks, with the limits of the defaults, say of them. */
final class Production {
    private static final ChecksConfig DEFAULTS = new ConfigurationLoader(Map.of(), Path.of(""), Path.of(""))
            .load(Optional.empty(), Map.of())
            .checks();

    private final Random random = new Random(11);

    /** {@code change} gets each photo and its number. */
    List<Example> photos(int count, BiConsumer<Draft, Integer> change) {
        return IntStream.range(0, count)
                .mapToObj(i -> {
                    Draft draft = new Draft(random);
                    change.accept(draft, i);
                    return draft.example();
                })
                .toList();
    }

    List<Example> photos(int count) {
        return photos(count, (draft, i) -> {});
    }

    Random random() {
        return random;
    }

    static CheckResult check(String name, List<Example> reference, List<Example> current) {
        return check(name, reference, current, List.of());
    }

    static CheckResult check(String name, List<Example> reference, List<Example> current, List<Retold> retold) {
        Labels classes = Labels.of(Draft.CLASSES.toArray(String[]::new));
        return new CheckSuite(DEFAULTS)
                .run(new Comparison(classes, reference, current, retold)).stream()
                        .filter(result -> result.name().equals(name))
                        .findFirst()
                        .orElseThrow();
    }
}
