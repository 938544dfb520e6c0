package io.gourmetloop.loop.prediction;

import io.gourmetloop.loop.sampling.Salt;
import io.gourmetloop.platform.config.Secret;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.security.SecureRandom;
import java.util.HexFormat;

/** Table {@code sampling_salts}: one salt is made at the first start and kept, so that every coin can be repeated. */
public final class SaltStore {
    private static final String FIRST = "salt-1";

    private final Pool pool;

    public SaltStore(Pool pool) {
        this.pool = pool;
    }

    /** The newest salt; made when there is none, by whichever server comes first. */
    public Future<Salt> current() {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        return pool.preparedQuery("insert into sampling_salts (id, salt) values ($1, $2) on conflict do nothing")
                .execute(Tuple.of(FIRST, HexFormat.of().formatHex(random)))
                .compose(made -> pool.query(
                                "select id, salt from sampling_salts order by created_at desc, id desc limit 1")
                        .execute())
                .map(rows -> salt(rows.iterator().next()));
    }

    private static Salt salt(Row row) {
        return new Salt(row.getString("id"), new Secret(row.getString("salt")));
    }
}
