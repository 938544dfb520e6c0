package io.gourmetloop.model.inference;

import static io.gourmetloop.model.inference.Pictures.concat;
import static io.gourmetloop.model.inference.Pictures.latin;
import static io.gourmetloop.model.inference.Pictures.number;
import static io.gourmetloop.model.inference.Pictures.pngChunk;
import static io.gourmetloop.model.inference.Pictures.segment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.gourmetloop.domain.Content;
import io.gourmetloop.domain.ErrorCode;
import io.gourmetloop.domain.Failure;
import io.gourmetloop.domain.PhotoFormat;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhotoTest {
    private static final int MAX_MEGAPIXELS = 50;

    @ParameterizedTest
    @EnumSource(PhotoFormat.class)
    void a_photo_is_known_by_its_first_bytes(PhotoFormat format) {
        Photo photo = inspect(Pictures.of(format, Pictures.quadrants(40, 30)));

        assertThat(photo.format()).isEqualTo(format);
        assertThat(photo.header()).isEqualTo(new PhotoHeader(40, 30, Orientation.UPRIGHT));
    }

    @Test
    void lossless_webp_and_progressive_jpeg_tell_their_size_too() {
        assertThat(inspect(Pictures.losslessWebp(Pictures.quadrants(41, 31))).header())
                .isEqualTo(new PhotoHeader(41, 31, Orientation.UPRIGHT));
        assertThat(inspect(Pictures.progressiveJpeg(Pictures.quadrants(41, 31))).header())
                .isEqualTo(new PhotoHeader(41, 31, Orientation.UPRIGHT));
    }

    @Test
    void no_bytes_are_no_photo() {
        assertRefused(new byte[0], ErrorCode.EMPTY_BODY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "this is a text that someone named dinner.jpg",
                "GIF89a\1\0\1\0",
                "<svg xmlns='http://www.w3.org/2000/svg'/>",
                "II*\0\b\0\0\0",
                "BM\0\0\0\0",
                "\0\0\0 ftypheic",
                "RIFF\0\0\0\0AVI ",
                "\u00ff\u00d8"
            })
    void other_formats_never_reach_a_decoder(String content) {
        assertRefused(latin(content), ErrorCode.UNSUPPORTED_FORMAT);
    }

    @ParameterizedTest
    @EnumSource(PhotoFormat.class)
    void headers_that_end_too_early_are_unreadable(PhotoFormat format) {
        byte[] whole = Pictures.of(format, Pictures.quadrants(40, 30));
        for (int length = 12; length < 25; length++) {
            assertRefused(Arrays.copyOf(whole, length), ErrorCode.IMAGE_UNREADABLE);
        }
    }

    @Test
    void a_flood_of_pixels_is_refused_from_its_header_without_allocating_it() {
        byte[] flood = concat(floodHeader(32_000, 32_000), new byte[30_000]);
        assertRefused(flood, ErrorCode.IMAGE_TOO_MANY_PIXELS); // classes are loaded now

        long allocatedBefore = allocatedBytes();
        assertRefused(flood, ErrorCode.IMAGE_TOO_MANY_PIXELS);

        assertThat(allocatedBytes() - allocatedBefore).isLessThan(1_000_000);
    }

    @Test
    void the_limit_of_pixels_is_itself_allowed() {
        assertThat(inspect(floodHeader(10_000, 5_000)).header().pixels()).isEqualTo(50_000_000);
        assertRefused(floodHeader(10_000, 5_001), ErrorCode.IMAGE_TOO_MANY_PIXELS);
    }

    @Test
    void a_png_cannot_hide_its_size_in_a_sign_bit() {
        byte[] png = Pictures.png(Pictures.quadrants(40, 30));
        System.arraycopy(number(-1, 4, true), 0, png, 16, 4);
        assertRefused(png, ErrorCode.IMAGE_TOO_MANY_PIXELS);
    }

    @Test
    void animations_are_refused() {
        byte[] png = Pictures.png(Pictures.quadrants(40, 30));
        byte[] webp = Pictures.webp(Pictures.quadrants(40, 30));

        assertRefused(Pictures.withChunks(png, pngChunk("acTL", new byte[8])), ErrorCode.IMAGE_ANIMATED);
        assertRefused(
                Pictures.extendedWebp(webp, 40, 30, 2, Pictures.webpChunk("ANIM", new byte[6])),
                ErrorCode.IMAGE_ANIMATED);
    }

    @Test
    void a_webp_canvas_that_contradicts_its_picture_is_refused() {
        byte[] webp = Pictures.webp(Pictures.quadrants(40, 30));
        assertRefused(Pictures.extendedWebp(webp, 4_000, 30, 0), ErrorCode.IMAGE_UNREADABLE);
    }

    @Test
    void kinds_of_jpeg_that_no_camera_writes_are_refused() {
        byte[] arithmetic = floodHeader(64, 64);
        arithmetic[3] = (byte) 0xc9;
        byte[] twelveBits = floodHeader(64, 64);
        twelveBits[6] = 12;

        assertRefused(arithmetic, ErrorCode.IMAGE_UNREADABLE);
        assertRefused(twelveBits, ErrorCode.IMAGE_UNREADABLE);
    }

    /** A JPEG that consists of its promises: frame and scan header. */
    private static byte[] floodHeader(int width, int height) {
        byte[] frame =
                concat(new byte[] {8}, number(height, 2, true), number(width, 2, true), new byte[] {1, 1, 0x11, 0});
        return concat(
                new byte[] {(byte) 0xff, (byte) 0xd8}, segment(0xc0, frame), segment(0xda, new byte[] {1, 1, 0, 0, 63, 0
                }));
    }

    private static Photo inspect(byte[] bytes) {
        return Photo.inspect(Content.of(bytes), MAX_MEGAPIXELS);
    }

    private static void assertRefused(byte[] bytes, ErrorCode code) {
        assertThatThrownBy(() -> inspect(bytes))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.code()).isEqualTo(code));
    }

    private static long allocatedBytes() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }
}
