package io.gourmetloop.loop.labeling;

import io.gourmetloop.platform.storage.ObjectInfo;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Table {@code annotation_files}: the files of the output prefixes that were read, and as what. */
public final class AnnotationFileStore {
    private final Pool pool;

    public AnnotationFileStore(Pool pool) {
        this.pool = pool;
    }

    /** Those of these files that are new, or were changed since they were read. */
    Future<List<ObjectInfo>> unread(List<ObjectInfo> files) {
        String[] keys = files.stream().map(file -> file.key().value()).toArray(String[]::new);
        return pool.preparedQuery("select key, etag from annotation_files where key = any($1)")
                .execute(Tuple.of(keys))
                .map(AnnotationFileStore::etags)
                .map(known -> files.stream()
                        .filter(file -> !file.etag().equals(known.get(file.key().value())))
                        .toList());
    }

    private static Map<String, String> etags(RowSet<Row> rows) {
        Map<String, String> etags = new HashMap<>();
        rows.forEach(row -> etags.put(row.getString("key"), row.getString("etag")));
        return etags;
    }

    Future<Void> markRead(SqlConnection tx, ObjectInfo file, Instant now) {
        return tx.preparedQuery("""
                        insert into annotation_files (key, etag, read_at) values ($1, $2, $3)
                        on conflict (key) do update set etag = excluded.etag, read_at = excluded.read_at
                        """)
                .execute(Tuple.of(file.key().value(), file.etag(), Rows.utc(now)))
                .mapEmpty();
    }
}
