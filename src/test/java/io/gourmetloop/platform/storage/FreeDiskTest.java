package io.gourmetloop.platform.storage;

import static io.gourmetloop.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gourmetloop.domain.ErrorCode;
import io.gourmetloop.domain.Failure;
import io.gourmetloop.platform.config.Bytes;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FreeDiskTest {
    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        await(vertx.close());
    }

    @Test
    void photos_are_refused_from_the_measurement_below_the_floor_until_one_that_reaches_it() {
        FreeDisk disk = disk("1GB", 1_000_000_000L, 999_999_999L, 1_000_000_000L);
        assertThat(measuredAndTaken(disk)).isTrue();
        assertThat(measuredAndTaken(disk)).isFalse();
        assertThat(measuredAndTaken(disk)).isTrue();
    }

    @Test
    void the_refusal_says_how_much_is_left_which_setting_it_is_and_when_to_come_back() {
        FreeDisk disk = disk("1GB", 812_300_000L);
        await(disk.measure(vertx));
        assertThatThrownBy(() -> await(disk.require()))
                .isInstanceOfSatisfying(Failure.class, failure -> {
                    assertThat(failure.code()).isEqualTo(ErrorCode.DISK_FULL);
                    assertThat(failure.retryAfter()).isPresent();
                })
                .hasMessageContaining("812 MB left")
                .hasMessageContaining("below 1000 MB (embedded.min-free-disk)");
    }

    @Test
    void a_disk_that_cannot_be_measured_keeps_its_last_figure() {
        Deque<Callable<Long>> figures = new ArrayDeque<>(List.of(() -> 5L, () -> {
            throw new IOException("gone");
        }));
        FreeDisk disk = new FreeDisk(() -> figures.pop().call(), new Bytes(10));
        assertThat(measuredAndTaken(disk)).isFalse();
        assertThat(measuredAndTaken(disk)).isFalse();
        assertThat(figures).isEmpty();
    }

    @Test
    void a_real_disk_is_measured_before_it_is_asked(@TempDir Path folder) {
        assertThat(await(FreeDisk.watch(vertx, folder, new Bytes(1))).require().succeeded())
                .isTrue();
        assertThat(await(FreeDisk.watch(vertx, folder, new Bytes(Long.MAX_VALUE)))
                        .require()
                        .succeeded())
                .isFalse();
    }

    private boolean measuredAndTaken(FreeDisk disk) {
        await(disk.measure(vertx));
        return disk.require().succeeded();
    }

    private static FreeDisk disk(String floor, Long... measurements) {
        Deque<Long> figures = new ArrayDeque<>(List.of(measurements));
        return new FreeDisk(figures::pop, Bytes.parse(floor));
    }
}
