package io.gourmetloop.platform.auth;

import at.favre.lib.crypto.bcrypt.BCrypt;
import io.gourmetloop.domain.ErrorCode;
import io.gourmetloop.domain.Failure;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * bcrypt on a pool of its own, so that a rush of logins takes no more than the pool's threads; when too many wait, a call
 * fails with QUEUE_FULL.
 */
public final class Passwords {
    private static final int MIN_CHARACTERS = 8;
    /** bcrypt ignores what comes after. */
    private static final int MAX_BYTES = 72;

    private static final int MAX_WAITING = 32;
    /** Binary logarithm of bcrypt's rounds: about a quarter of a second. */
    private static final int COST = 12;

    private final WorkerExecutor pool;
    private final int cost;
    private final String decoy;
    private final AtomicInteger waiting = new AtomicInteger();

    public Passwords(WorkerExecutor pool) {
        this(pool, COST);
    }

    Passwords(WorkerExecutor pool, int cost) {
        this.pool = pool;
        this.cost = cost;
        this.decoy = "$2a$%02d$".formatted(cost) + "abcdefghijklmnopqrstuuABCDEFGHIJKLMNOPQRSTUVWXYZ01234";
    }

    /** Fails with INVALID_VALUE when the password is too short or too long. */
    Future<String> hash(String password) {
        if (password.length() < MIN_CHARACTERS || bytes(password).length > MAX_BYTES) {
            return Future.failedFuture(new Failure(
                    ErrorCode.INVALID_VALUE,
                    "A password has at least " + MIN_CHARACTERS + " characters and at most " + MAX_BYTES + " bytes"));
        }
        return run(() -> new String(BCrypt.withDefaults().hash(cost, bytes(password)), StandardCharsets.US_ASCII));
    }

    /** Takes as long without a hash, and with one that can never match, as with one that does not. */
    Future<Boolean> matches(String password, Optional<String> hash) {
        boolean canMatch = hash.isPresent() && bytes(password).length <= MAX_BYTES;
        byte[] tried = canMatch ? bytes(password) : bytes("nobody");
        byte[] known = bytes(canMatch ? hash.orElse(decoy) : decoy);
        return run(() -> BCrypt.verifyer().verify(tried, known).verified && canMatch);
    }

    private <T> Future<T> run(Callable<T> work) {
        if (waiting.incrementAndGet() > MAX_WAITING) {
            waiting.decrementAndGet();
            return Future.failedFuture(Failure.retryAfter(
                    ErrorCode.QUEUE_FULL, "Too many people log in at this moment", Duration.ofSeconds(1)));
        }
        return pool.executeBlocking(work, false).onComplete(done -> waiting.decrementAndGet());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
