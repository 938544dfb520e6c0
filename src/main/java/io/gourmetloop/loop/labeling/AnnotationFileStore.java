package io.gourmetloop.loop.labeling;

import io.gourmetloop.platform.storage.ObjectInfo;
import io.gourmetloop.platform.storage.ObjectKey;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Table {@code annotation_files}: the files of the output prefixes that were read, and what is wrong with them. */
public final class AnnotationFileStore {
    private final Pool pool;

    public AnnotationFileStore(Pool pool) {
        this.pool = pool;
    }

    /** What is known of some files: which are to be read, and what is wrong with those that are as they were when read. */
    record Known(List<ObjectInfo> unread, Map<ObjectKey, String> complaints) {}

    /** To be read is what is new, what was changed, and what was not understood before that moment. */
    Future<Known> known(List<ObjectInfo> files, Instant misreadBefore) {
        return pool.preparedQuery("""
                        select key, complaint, complaint is not null and read_at < $3 as again
                        from unnest($1::text[], $2::text[]) as file (key, etag)
                        join annotation_files using (key, etag)
                        """)
                .execute(Tuple.of(
                        files.stream().map(file -> file.key().value()).toArray(String[]::new),
                        files.stream().map(ObjectInfo::etag).toArray(String[]::new),
                        Rows.utc(misreadBefore)))
                .map(rows -> known(files, rows));
    }

    private static Known known(List<ObjectInfo> files, RowSet<Row> rows) {
        Set<ObjectKey> read = new HashSet<>();
        Map<ObjectKey, String> complaints = new TreeMap<>();
        for (Row row : rows) {
            ObjectKey key = new ObjectKey(row.getString("key"));
            if (!row.getBoolean("again")) {
                read.add(key);
            }
            if (row.getString("complaint") != null) {
                complaints.put(key, row.getString("complaint"));
            }
        }
        return new Known(
                files.stream().filter(file -> !read.contains(file.key())).toList(), complaints);
    }

    Future<Void> markRead(SqlConnection tx, ObjectInfo file, @Nullable String complaint, Instant now) {
        return mark(tx, file, complaint, now);
    }

    /** Nothing in the file was understood. */
    Future<Void> markMisread(ObjectInfo file, String complaint, Instant now) {
        return mark(pool, file, complaint, now);
    }

    private static Future<Void> mark(SqlClient client, ObjectInfo file, @Nullable String complaint, Instant now) {
        return client.preparedQuery("""
                        insert into annotation_files (key, etag, read_at, complaint) values ($1, $2, $3, $4)
                        on conflict (key) do update
                        set etag = excluded.etag, read_at = excluded.read_at, complaint = excluded.complaint
                        """)
                .execute(Tuple.of(file.key().value(), file.etag(), Rows.utc(now), complaint))
                .mapEmpty();
    }
}
