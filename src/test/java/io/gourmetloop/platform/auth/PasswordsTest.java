package io.gourmetloop.platform.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.gourmetloop.domain.ErrorCode;
import io.gourmetloop.domain.Failure;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.WorkerExecutor;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

class PasswordsTest {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    @Test
    void a_password_matches_its_own_hash_only() {
        Passwords passwords = new Passwords(new HereAndNow(), new HereAndNow(), 4);
        String hash = passwords.hash("correct horse").result();

        assertThat(passwords.matches("correct horse", Optional.of(hash)).result())
                .isTrue();
        assertThat(passwords.matches("correct horsE", Optional.of(hash)).result())
                .isFalse();
        assertThat(passwords.matches("nobody", Optional.empty()).result()).isFalse();
        assertThat(passwords.hash("correct horse").result()).isNotEqualTo(hash);
    }

    @Test
    void what_lies_beyond_the_72_bytes_of_bcrypt_is_not_ignored() {
        Passwords passwords = new Passwords(new HereAndNow(), new HereAndNow(), 4);
        String longest = "x".repeat(72);
        String hash = passwords.hash(longest).result();

        assertThat(passwords.matches(longest, Optional.of(hash)).result()).isTrue();
        assertThat(passwords.matches(longest + "y", Optional.of(hash)).result()).isFalse();
        assertThat(passwords.hash(longest + "y").failed()).isTrue();
    }

    @Test
    void nobody_learns_from_the_time_whether_there_is_an_account() {
        Passwords passwords = new Passwords(new HereAndNow(), new HereAndNow(), 11);
        String hash = passwords.hash("correct horse").result();

        long wrong = cpuNanos(() -> passwords.matches("wrong", Optional.of(hash)));
        long unknown = cpuNanos(() -> passwords.matches("wrong", Optional.empty()));
        long tooLong = cpuNanos(() -> passwords.matches("x".repeat(500), Optional.of(hash)));

        assertThat(unknown).isBetween(wrong / 2, wrong * 2);
        assertThat(tooLong).isBetween(wrong / 2, wrong * 2);
    }

    @Test
    void a_full_queue_asks_the_caller_to_come_back() {
        Never never = new Never();
        Passwords passwords = new Passwords(never, new HereAndNow(), 4);
        for (int waiting = 0; waiting < 32; waiting++) {
            assertThat(compare(passwords).isComplete()).isFalse();
        }

        Failure refusal = (Failure) compare(passwords).cause();
        assertThat(refusal.code()).isEqualTo(ErrorCode.QUEUE_FULL);
        assertThat(refusal.retryAfter()).isPresent();

        never.last.complete();
        assertThat(compare(passwords).isComplete()).isFalse();
    }

    @Test
    void who_makes_accounts_does_not_keep_others_from_logging_in() {
        Passwords passwords = new Passwords(new HereAndNow(), new Never(), 4);
        for (int waiting = 0; waiting < 32; waiting++) {
            assertThat(passwords.hash("correct horse").isComplete()).isFalse();
        }

        assertThat(((Failure) passwords.hash("correct horse").cause()).code()).isEqualTo(ErrorCode.QUEUE_FULL);
        assertThat(compare(passwords).result()).isFalse();
    }

    private static Future<Boolean> compare(Passwords passwords) {
        return passwords.inTurn(() -> passwords.matches("any", Optional.empty()));
    }

    private static long cpuNanos(Callable<Future<Boolean>> work) {
        long best = Long.MAX_VALUE;
        for (int round = 0; round < 3; round++) {
            long start = THREADS.getCurrentThreadCpuTime();
            assertThat(call(work)).isFalse();
            best = Math.min(best, THREADS.getCurrentThreadCpuTime() - start);
        }
        return best;
    }

    private static boolean call(Callable<Future<Boolean>> work) {
        try {
            return work.call().result();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class HereAndNow implements WorkerExecutor {
        @Override
        public <T> Future<T> executeBlocking(Callable<T> work, boolean ordered) {
            try {
                return Future.succeededFuture(work.call());
            } catch (Exception e) {
                return Future.failedFuture(e);
            }
        }

        @Override
        public Future<Void> close() {
            return Future.succeededFuture();
        }
    }

    private static final class Never implements WorkerExecutor {
        private Promise<Void> last = Promise.promise();

        @Override
        public <T> Future<T> executeBlocking(Callable<T> work, boolean ordered) {
            last = Promise.promise();
            return last.future().mapEmpty();
        }

        @Override
        public Future<Void> close() {
            return Future.succeededFuture();
        }
    }
}
