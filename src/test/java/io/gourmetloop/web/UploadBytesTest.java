package io.gourmetloop.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class UploadBytesTest {
    @Test
    void pieces_of_all_sizes_come_out_as_they_came_in() {
        Random random = new Random(7);
        byte[] photo = new byte[700_000];
        random.nextBytes(photo);
        UploadBytes bytes = new UploadBytes();
        for (int at = 0; at < photo.length; ) {
            int length =
                    Math.min(photo.length - at, random.nextBoolean() ? 1 + random.nextInt(80) : random.nextInt(70_000));
            bytes.add(Buffer.buffer(Arrays.copyOfRange(photo, at, at + length)));
            at += length;
        }

        assertThat(bytes.size()).isEqualTo(photo.length);
        assertThat(bytes.joined().bytes()).isEqualTo(photo);
    }

    @Test
    void single_bytes_do_not_cost_an_object_each() {
        UploadBytes bytes = new UploadBytes();
        for (int sent = 0; sent < 1_000_000; sent++) {
            bytes.add(Buffer.buffer(new byte[] {1}));
        }

        assertThat(bytes.size()).isEqualTo(1_000_000);
        List<Buffer> blocks = new ArrayList<>();
        bytes.drain(blocks::add);
        assertThat(blocks).hasSizeLessThan(20);
        assertThat(bytes.size()).isZero();
    }
}
