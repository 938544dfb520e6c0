package io.gourmetloop;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** The table of packages: who may import whom, and which package owns which library. */
class ArchitectureTest {
    private static final String ROOT = "io.gourmetloop.";
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.gourmetloop");

    /** Package: what it may import beside itself. A name ending in a dot stands for all packages below it. */
    private static final Map<String, Set<String>> MAY_IMPORT = Map.ofEntries(
            row("domain", ""),
            row("platform.config", "domain"),
            row("platform.db", "domain platform.config"),
            row("platform.storage", "domain platform.config"),
            row("platform.embedded", "domain platform.config platform.storage"),
            row("platform.schedule", "domain platform.config platform.db"),
            row("platform.auth", "domain platform.config platform.db"),
            row("platform.outbox", "domain platform.config platform.db platform.schedule"),
            row("labelstudio", "domain platform.config"),
            row("model.inference", "domain platform.config"),
            row("model.registry", "domain platform.config platform.db platform.storage"),
            row("loop.sampling", "domain platform.config"),
            row(
                    "loop.prediction",
                    "domain platform.config platform.db platform.storage model.inference loop.sampling"
                            + " platform.outbox"),
            row(
                    "loop.labeling",
                    "domain platform.config platform.db platform.storage platform.schedule platform.outbox"
                            + " labelstudio loop.sampling"),
            row(
                    "loop.learning",
                    "domain platform.config platform.db platform.storage platform.schedule platform.outbox"
                            + " loop.sampling loop.labeling"),
            row(
                    "loop.monitoring",
                    "domain platform.config platform.db platform.storage platform.schedule model.inference"),
            row("loop.monitoring.statistics", ""),
            row("loop.monitoring.checks", "domain platform.config model.inference loop.monitoring.statistics"),
            row(
                    "loop.monitoring.drift",
                    "domain platform.config platform.db platform.storage platform.schedule model.inference"
                            + " loop.monitoring.checks"),
            row("loop.insight", "domain platform.config platform.db platform.storage model.inference"),
            row(
                    "model.training",
                    "domain platform.config platform.db platform.storage platform.schedule model.inference"
                            + " model.registry loop.labeling loop.learning"),
            row("web.limits", "domain platform.config platform.auth"),
            row(
                    "web",
                    "domain platform.config platform.auth platform.schedule platform.outbox loop. model. web.limits"),
            row("doctor", "domain platform.config platform.db platform.storage labelstudio loop.labeling"),
            row("app.process", "domain platform.config platform.auth platform.embedded web"),
            row("app.server", "domain platform. labelstudio model. loop. web web.limits app.process"),
            row("app.client", "platform.config app.process"),
            row(
                    "app.command",
                    "domain platform.config platform.auth platform.db platform.storage platform.embedded labelstudio"
                            + " loop.labeling doctor app.process app.client"),
            row("app.demo", "platform.config app.process app.client"),
            row("app.bench", "domain platform.embedded model.inference app.process"),
            row("app", "domain platform.config platform.db platform.embedded app."));

    /** Library: the packages that may touch it. */
    private static final Map<String, Set<String>> OWNERS = Map.ofEntries(
            row("io.minio.", "platform.storage"),
            row("com.cronutils.", "platform.config"),
            row("ai.djl.", "model.inference"),
            row("ai.onnxruntime.", "model.inference"),
            row("org.bytedeco.", "model.inference"),
            row("io.vertx.ext.web.client.", "labelstudio"),
            row("io.vertx.ext.web.", "web"),
            row("io.vertx.openapi.", "web"),
            row("org.flywaydb.", "platform.db"),
            row("io.vertx.pgclient.", "platform.db"),
            row("org.apache.commons.compress.", "platform.embedded"),
            row("org.tukaani.", "platform.embedded"),
            row("org.gaul.", "platform.embedded"),
            row("picocli.", "app app.client app.command app.demo app.bench"));

    @Test
    void a_package_imports_only_what_its_row_allows() {
        Map<String, Set<String>> breaches = new TreeMap<>();
        for (JavaClass type : CLASSES) {
            String from = packageOf(type);
            Set<String> allowed = MAY_IMPORT.get(from);
            assertThat(allowed).as("a row for package " + from).isNotNull();
            ours(type)
                    .filter(to -> !to.equals(from) && !allowed(allowed, to))
                    .forEach(to -> breaches.computeIfAbsent(from, key -> new TreeSet<>())
                            .add(to + " (from " + type.getSimpleName() + ")"));
        }
        assertThat(breaches).isEmpty();
    }

    @Test
    void a_library_has_one_owning_package() {
        Set<String> breaches = new TreeSet<>();
        for (JavaClass type : CLASSES) {
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                String library = dependency.getTargetClass().getName();
                owners(library)
                        .filter(owners -> !owners.contains(packageOf(type)))
                        .ifPresent(
                                owners -> breaches.add(type.getName() + " uses " + library + ", owned by " + owners));
            }
        }
        assertThat(breaches).isEmpty();
    }

    @Test
    void packages_have_no_cycles() {
        slices().matching("io.gourmetloop.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    private static java.util.Optional<Set<String>> owners(String library) {
        return OWNERS.entrySet().stream()
                .filter(entry -> library.startsWith(entry.getKey()))
                .max(Map.Entry.comparingByKey(java.util.Comparator.comparingInt(String::length)))
                .map(Map.Entry::getValue);
    }

    private static java.util.stream.Stream<String> ours(JavaClass type) {
        return type.getDirectDependenciesFromSelf().stream()
                .map(Dependency::getTargetClass)
                .map(JavaClass::getBaseComponentType)
                .filter(target -> target.getPackageName().startsWith(ROOT))
                .map(ArchitectureTest::packageOf);
    }

    private static boolean allowed(Set<String> row, String target) {
        Predicate<String> covers = entry -> entry.endsWith(".") ? target.startsWith(entry) : target.equals(entry);
        return row.stream().anyMatch(covers);
    }

    private static String packageOf(JavaClass type) {
        return type.getPackageName().substring(ROOT.length());
    }

    private static Map.Entry<String, Set<String>> row(String name, String allowed) {
        List<String> words = Arrays.stream(allowed.split(" ", -1))
                .filter(word -> !word.isEmpty())
                .toList();
        return Map.entry(name, Set.copyOf(words));
    }
}
