package io.gourmetloop.platform.db;

import io.gourmetloop.domain.Failure;
import io.vertx.core.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Translates connection errors, and logs the beginning and the end of an outage instead of each of its errors. */
final class Outages {
    private static final Logger LOG = LoggerFactory.getLogger(Outages.class);

    private final AtomicBoolean away = new AtomicBoolean();

    <T> Future<T> watch(Future<T> answer) {
        return answer.onSuccess(this::answered).recover(this::failed);
    }

    private void answered(Object anything) {
        if (away.get() && away.compareAndSet(true, false)) {
            LOG.info("The database answers again");
        }
    }

    private <T> Future<T> failed(Throwable error) {
        Throwable translated = Unavailability.translate(error);
        if (translated != error && translated instanceof Failure failure && away.compareAndSet(false, true)) {
            LOG.warn("{} ({})", failure.detail(), error.toString());
        }
        return Future.failedFuture(translated);
    }
}
