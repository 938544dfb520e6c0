package io.gourmetloop.loop.labeling;

import io.gourmetloop.domain.ErrorCode;
import io.gourmetloop.domain.Failure;
import io.gourmetloop.domain.SamplingStream;
import io.gourmetloop.platform.storage.Bucket;
import io.gourmetloop.platform.storage.ListPage;
import io.gourmetloop.platform.storage.ObjectInfo;
import io.gourmetloop.platform.storage.ObjectKey;
import io.gourmetloop.platform.storage.ObjectStore;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Task files in the prefixes that Label Studio imports from, until they are archived or set aside. */
final class WaitingFiles {
    private static final int PAGE = 1000;
    private static final int AT_ONCE = 8;

    private final ObjectStore store;

    WaitingFiles(ObjectStore store) {
        this.store = store;
    }

    /** In the order of their keys, which is that of arrival. */
    Future<List<ObjectKey>> list(SamplingStream stream) {
        return list(TaskFiles.prefix(stream), "", new ArrayList<>());
    }

    private Future<List<ObjectKey>> list(String prefix, String startAfter, List<ObjectKey> before) {
        return store.list(Bucket.LABELSTUDIO, prefix, startAfter, PAGE).compose(page -> {
            page.objects().stream()
                    .map(ObjectInfo::key)
                    .filter(key -> isDirectly(prefix, key))
                    .forEach(before::add);
            return next(prefix, page, before);
        });
    }

    private Future<List<ObjectKey>> next(String prefix, ListPage page, List<ObjectKey> keys) {
        Optional<String> startAfter = page.next();
        return startAfter.isPresent() ? list(prefix, startAfter.get(), keys) : Future.succeededFuture(keys);
    }

    /** Label Studio looks at neither the marker nor subfolders. */
    private static boolean isDirectly(String prefix, ObjectKey key) {
        String name = key.value().substring(prefix.length());
        return !name.isEmpty() && name.indexOf('/') < 0;
    }

    /**
     * The tasks in the files. A file that Label Studio could not read would end its import, with all files behind it left
     * out; so it is moved to {@code broken/<stream>/}, with a complaint.
     */
    Future<List<WaitingTask>> read(SamplingStream stream, List<ObjectKey> keys, List<String> complaints) {
        return inSteps(keys, key -> read(stream, key, complaints));
    }

    private Future<Optional<WaitingTask>> read(SamplingStream stream, ObjectKey key, List<String> complaints) {
        return store.get(Bucket.LABELSTUDIO, key)
                .map(bytes ->
                        Optional.of(new WaitingTask(key, TaskFile.read(bytes).id(), TaskFile.data(bytes))))
                .recover(e -> e instanceof Failure failure && isBroken(failure)
                        ? setAside(stream, key, failure, complaints)
                        : Future.failedFuture(e));
    }

    private static boolean isBroken(Failure failure) {
        return failure.code().kind() == ErrorCode.Kind.UNPROCESSABLE
                || failure.code().kind() == ErrorCode.Kind.MALFORMED;
    }

    private Future<Optional<WaitingTask>> setAside(
            SamplingStream stream, ObjectKey key, Failure why, List<String> complaints) {
        String name = key.value().substring(TaskFiles.prefix(stream).length());
        ObjectKey aside = ObjectKey.of("broken", stream.text(), name);
        return move(key, aside).map(moved -> {
            complaints.add(key + " was moved to " + aside + ": " + why.detail());
            return Optional.empty();
        });
    }

    /** Moves them to where no import looks; they stay readable to us. */
    Future<Void> archive(List<WaitingTask> tasks) {
        return inSteps(
                        tasks,
                        task -> move(task.key(), TaskFiles.archived(task.key())).map(Optional.of(task)))
                .mapEmpty();
    }

    /** Moves them back out of the archive, and yields those that are not there. */
    Future<List<ObjectKey>> putBack(List<ObjectKey> keys) {
        return inSteps(
                keys,
                key -> move(TaskFiles.archived(key), key)
                        .map(Optional.<ObjectKey>empty())
                        .recover(
                                e -> isMissing(e) ? Future.succeededFuture(Optional.of(key)) : Future.failedFuture(e)));
    }

    private static boolean isMissing(Throwable error) {
        return error instanceof Failure failure && failure.code() == ErrorCode.NOT_FOUND;
    }

    private Future<Void> move(ObjectKey from, ObjectKey to) {
        return store.copy(Bucket.LABELSTUDIO, from, Bucket.LABELSTUDIO, to)
                .compose(copied -> store.delete(Bucket.LABELSTUDIO, from));
    }

    /** What the work yields for each, some at a time. */
    private static <T, R> Future<List<R>> inSteps(List<T> all, Function<T, Future<Optional<R>>> work) {
        Future<List<R>> results = Future.succeededFuture(new ArrayList<>());
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            List<T> some = all.subList(from, Math.min(from + AT_ONCE, all.size()));
            results = results.compose(before -> Future.join(
                            some.stream().map(work).toList())
                    .map(done -> {
                        done.<Optional<R>>list().forEach(result -> result.ifPresent(before::add));
                        return before;
                    }));
        }
        return results;
    }
}
