package io.gourmetloop.loop.monitoring.drift;

import io.gourmetloop.domain.Content;
import io.gourmetloop.domain.Deadline;
import io.gourmetloop.domain.ModelVersion;
import io.gourmetloop.domain.PredictionId;
import io.gourmetloop.loop.monitoring.checks.Example;
import io.gourmetloop.loop.monitoring.checks.Retold;
import io.gourmetloop.loop.monitoring.checks.Retold.Change;
import io.gourmetloop.model.inference.Classified;
import io.gourmetloop.model.inference.Classifier;
import io.gourmetloop.model.inference.Perturbation;
import io.gourmetloop.model.inference.Perturbation.Severity;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Shows the serving version some photos again, each changed in every way; one at a time, so that users come first. */
final class Retelling {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final PhotoFiles photos;
    private final Classifier classifier;
    private final WorkerExecutor workers;
    private final int most;

    Retelling(PhotoFiles photos, Classifier classifier, WorkerExecutor workers, int most) {
        this.photos = photos;
        this.classifier = classifier;
        this.workers = workers;
        this.most = most;
    }

    /** Nothing for a version that does not serve. The examples are in no order. */
    Future<List<Retold>> of(ModelVersion version, List<Example> examples) {
        boolean serves = classifier
                .serving()
                .filter(model -> model.version().equals(version))
                .isPresent();
        Map<PredictionId, Example> some = (serves ? examples : List.<Example>of())
                .stream().limit(most).collect(Collectors.toMap(Example::id, Function.identity()));
        return photos.each(some.keySet(), (id, file) -> answers(Objects.requireNonNull(some.get(id)), file))
                .map(Retelling::flat);
    }

    private Future<List<Retold>> answers(Example before, Buffer file) {
        Future<List<Retold>> all = Future.succeededFuture(new ArrayList<>());
        for (Perturbation perturbation : Perturbation.all()) {
            all = all.compose(answers -> answer(perturbation, file).map(classified -> {
                answers.add(retold(perturbation, before, classified));
                return answers;
            }));
        }
        return all;
    }

    private Future<Classified> answer(Perturbation perturbation, Buffer file) {
        return workers.executeBlocking(() -> perturbation.of(file.getBytes()), false)
                .compose(changed ->
                        classifier.classify(classifier.inspect(Content.of(changed)), Deadline.after(PATIENCE)));
    }

    private static Retold retold(Perturbation perturbation, Example before, Classified classified) {
        Change change = new Change(perturbation.kind().text(), perturbation.severity() == Severity.STRONG);
        return new Retold(
                change, before, classified.prediction(), classified.confidence().value());
    }

    private static List<Retold> flat(Map<PredictionId, List<Retold>> answers) {
        return answers.values().stream().flatMap(Collection::stream).toList();
    }
}
