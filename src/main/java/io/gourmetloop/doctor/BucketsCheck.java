package io.gourmetloop.doctor;

import io.gourmetloop.platform.storage.Bucket;
import io.gourmetloop.platform.storage.ObjectKey;
import io.gourmetloop.platform.storage.ObjectStore;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Whether buckets are there, and objects in them can be written, read and deleted with the keys of the settings. */
public final class BucketsCheck implements Check {
    public static final String NAME = "storage";

    private static final Buffer BYTES = Buffer.buffer("written by gourmetloop doctor");

    private final String name;
    private final ObjectStore store;
    private final List<Bucket> buckets;
    private final String prefix;
    private final String remedy;

    /** {@code remedy}: where the keys come from, and what they have to open; {@code prefix}: of the buckets' names. */
    public BucketsCheck(String name, ObjectStore store, List<Bucket> buckets, String prefix, String remedy) {
        this.name = name;
        this.store = store;
        this.buckets = List.copyOf(buckets);
        this.prefix = prefix;
        this.remedy = remedy;
    }

    @Override
    public String name() {
        return name;
    }

    /** What cannot be done, and why; one line for all buckets of which the same is so. */
    private record Complaint(String right, String reason) {
        String told(List<String> buckets) {
            return "cannot " + right + " " + String.join(", ", buckets) + ": " + reason;
        }
    }

    @Override
    public Future<Finding> run() {
        Map<Complaint, List<String>> complaints = new LinkedHashMap<>();
        Future<Void> tried = Future.succeededFuture();
        for (Bucket bucket : buckets) {
            tried = tried.compose(before -> tried(bucket, complaints));
        }
        return tried.map(done -> complaints.isEmpty() ? Finding.ok(told()) : Finding.failed(told(complaints), remedy));
    }

    private String told() {
        String all = buckets.size() == 1 ? "bucket " + buckets.get(0).name(prefix) : buckets.size() + " buckets";
        return all + ": write, read and delete";
    }

    private static String told(Map<Complaint, List<String>> complaints) {
        return complaints.entrySet().stream()
                .map(entry -> entry.getKey().told(entry.getValue()))
                .collect(Collectors.joining("; "));
    }

    private Future<Void> tried(Bucket bucket, Map<Complaint, List<String>> complaints) {
        ObjectKey key = ObjectKey.of("doctor", UUID.randomUUID().toString());
        return step("write to", bucket, complaints, () -> store.put(bucket, key, BYTES, "text/plain"))
                .compose(written -> written
                        ? step("read from", bucket, complaints, () -> store.get(bucket, key))
                                .compose(read ->
                                        step("delete from", bucket, complaints, () -> store.delete(bucket, key)))
                        : Future.succeededFuture(false))
                .mapEmpty();
    }

    private Future<Boolean> step(
            String right, Bucket bucket, Map<Complaint, List<String>> complaints, Supplier<Future<?>> call) {
        return call.get().map(true).otherwise(e -> {
            complaints
                    .computeIfAbsent(new Complaint(right, Finding.reason(e)), any -> new ArrayList<>())
                    .add(bucket.name(prefix));
            return false;
        });
    }
}
