package io.gourmetloop.platform.auth;

import at.favre.lib.crypto.bcrypt.BCrypt;
import io.gourmetloop.domain.ErrorCode;
import io.gourmetloop.domain.Failure;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * bcrypt on two pools of its own, so that a rush takes no more than their threads: one compares passwords of those who log
 * in, one hashes new ones, and neither waits for the other. Where too many wait, a call fails with QUEUE_FULL.
 */
public final class Passwords {
    private static final int MIN_CHARACTERS = 8;
    /** bcrypt ignores what comes after. */
    private static final int MAX_BYTES = 72;

    private static final int COMPARING_THREADS = 2;
    private static final int MAX_WAITING = 32;
    /** Binary logarithm of bcrypt's rounds: about a quarter of a second. */
    private static final int COST = 12;

    private final Queue comparing;
    private final Queue hashing;
    private final int cost;
    private final String decoy;

    public Passwords(Vertx vertx) {
        this(
                vertx.createSharedWorkerExecutor("gourmetloop-passwords", COMPARING_THREADS),
                vertx.createSharedWorkerExecutor("gourmetloop-new-passwords", 1),
                COST);
    }

    Passwords(WorkerExecutor comparing, WorkerExecutor hashing, int cost) {
        this.comparing = new Queue(comparing, new AtomicInteger());
        this.hashing = new Queue(hashing, new AtomicInteger());
        this.cost = cost;
        this.decoy = "$2a$%02d$".formatted(cost) + "abcdefghijklmnopqrstuuABCDEFGHIJKLMNOPQRSTUVWXYZ01234";
    }

    /** Fails with INVALID_VALUE when the password is too short or too long. */
    static Future<Void> check(String password) {
        return password.length() < MIN_CHARACTERS || bytes(password).length > MAX_BYTES
                ? Future.failedFuture(new Failure(
                        ErrorCode.INVALID_VALUE,
                        "A password has at least " + MIN_CHARACTERS + " characters and at most " + MAX_BYTES
                                + " bytes"))
                : Future.succeededFuture();
    }

    /** Fails like {@link #check}. */
    Future<String> hash(String password) {
        return check(password)
                .compose(valid -> hashing.inTurn(() -> hashing.pool.executeBlocking(
                        () -> new String(BCrypt.withDefaults().hash(cost, bytes(password)), StandardCharsets.US_ASCII),
                        false)));
    }

    /**
     * {@code attempt}, which compares a password, once there is a place in the queue: whoever is refused for want of one
     * has not tried.
     */
    <T> Future<T> inTurn(Supplier<Future<T>> attempt) {
        return comparing.inTurn(attempt);
    }

    /**
     * Only within {@link #inTurn}. Takes as long without a hash, and with one that can never match, as with one that does
     * not.
     */
    Future<Boolean> matches(String password, Optional<String> hash) {
        boolean canMatch = hash.isPresent() && bytes(password).length <= MAX_BYTES;
        byte[] tried = canMatch ? bytes(password) : bytes("nobody");
        byte[] known = bytes(canMatch ? hash.orElse(decoy) : decoy);
        return comparing.pool.executeBlocking(() -> BCrypt.verifyer().verify(tried, known).verified && canMatch, false);
    }

    private record Queue(WorkerExecutor pool, AtomicInteger waiting) {
        <T> Future<T> inTurn(Supplier<Future<T>> work) {
            if (waiting.incrementAndGet() > MAX_WAITING) {
                waiting.decrementAndGet();
                return Future.failedFuture(Failure.retryAfter(
                        ErrorCode.QUEUE_FULL, "Too many people log in at this moment", Duration.ofSeconds(1)));
            }
            return work.get().onComplete(done -> waiting.decrementAndGet());
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
