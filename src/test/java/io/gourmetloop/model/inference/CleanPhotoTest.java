package io.gourmetloop.model.inference;

import static io.gourmetloop.model.inference.Pictures.concat;
import static io.gourmetloop.model.inference.Pictures.indexOf;
import static io.gourmetloop.model.inference.Pictures.latin;
import static io.gourmetloop.model.inference.Pictures.pngChunk;
import static io.gourmetloop.model.inference.Pictures.segment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gourmetloop.domain.Content;
import io.gourmetloop.domain.ErrorCode;
import io.gourmetloop.domain.Failure;
import io.gourmetloop.domain.PhotoFormat;
import io.gourmetloop.domain.Sha256;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CleanPhotoTest {
    private static final byte[] END_OF_IMAGE = {(byte) 0xff, (byte) 0xd9};
    private static final byte[] PLACE = latin("SECRET PLACE");

    @BeforeAll
    static void load() {
        PixelCodec.load();
    }

    @Test
    void a_clean_jpeg_is_stored_as_it_came() {
        byte[] jpeg = Pictures.jpeg(Pictures.noise(64, 48, 1));

        CleanPhoto clean = clean(jpeg);

        assertThat(clean.bytes()).isSameAs(jpeg);
        assertThat(clean.sha256()).isEqualTo(Sha256.of(jpeg));
        assertThat(clean.width()).isEqualTo(64);
        assertThat(clean.height()).isEqualTo(48);
    }

    @Test
    void a_jpeg_loses_what_tells_about_its_maker_and_keeps_what_its_colors_mean() {
        byte[] jpeg = Pictures.jpeg(Pictures.noise(64, 48, 2));
        byte[] profile = segment(0xe2, latin("ICC_PROFILE\0\1\1 profile"));
        byte[] adobe = segment(0xee, latin("Adobe\0d\0\0\0\0\1"));
        byte[] chatty = Pictures.withSegments(
                jpeg,
                Pictures.exifSegment(1, true),
                segment(0xe1, latin("http://ns.adobe.com/xap/1.0/\0SECRET PLACE")),
                profile,
                segment(0xe2, latin("MPF\0SECRET PLACE")),
                segment(0xed, latin("Photoshop 3.0\0SECRET PLACE")),
                adobe,
                segment(0xfe, PLACE));

        byte[] stored = clean(concat(chatty, latin("PK\3\4 and behind the end: SECRET PLACE")))
                .bytes();

        assertThat(indexOf(stored, PLACE)).isEqualTo(-1);
        assertThat(indexOf(stored, profile)).isPositive();
        assertThat(indexOf(stored, adobe)).isPositive();
        assertThat(stored).isEqualTo(Pictures.withSegments(jpeg, profile, adobe));
    }

    @Test
    void a_thumbnail_in_the_jfif_segment_goes_too() {
        byte[] jpeg = Pictures.jpeg(Pictures.noise(64, 48, 3));
        int afterJfif = 2 + 18;
        byte[] thumbnail = concat(latin("JFIF\0\1\1\0\0\1\0\1\1\1"), new byte[] {7, 7, 7});
        byte[] withThumbnail = concat(
                Arrays.copyOf(jpeg, 2), segment(0xe0, thumbnail), Arrays.copyOfRange(jpeg, afterJfif, jpeg.length));

        assertThat(Arrays.equals(clean(withThumbnail).bytes(), jpeg)).isTrue();
    }

    @Test
    void a_png_keeps_its_pixels_and_its_color_space_alone() {
        byte[] png = Pictures.png(Pictures.noise(64, 48, 4));
        byte[] gamma = pngChunk("gAMA", new byte[] {0, 0, (byte) 0xb1, (byte) 0x8f});
        byte[] chatty = Pictures.withChunks(
                png,
                gamma,
                pngChunk("eXIf", Pictures.exif(1, true)),
                pngChunk("tEXt", latin("Comment\0SECRET PLACE")),
                pngChunk("tIME", new byte[7]));

        byte[] stored = clean(concat(chatty, PLACE)).bytes();

        assertThat(stored).isEqualTo(Pictures.withChunks(png, gamma));
    }

    @Test
    void a_webp_keeps_its_pixels_and_does_not_promise_metadata() {
        byte[] simple = Pictures.losslessWebp(Pictures.noise(64, 48, 5));
        byte[] chatty = Pictures.extendedWebp(
                simple,
                64,
                48,
                0x08 | 0x04,
                Pictures.webpChunk("EXIF", Pictures.exif(1, false)),
                Pictures.webpChunk("XMP ", PLACE));

        byte[] stored = clean(concat(chatty, PLACE)).bytes();

        assertThat(stored).isEqualTo(Pictures.extendedWebp(simple, 64, 48, 0));
        assertSamePixels(Pictures.decode(stored), Pictures.noise(64, 48, 5));
    }

    @ParameterizedTest
    @CsvSource({
        "1, RGBW", "2, GRWB", "3, WBGR", "4, BWRG", "5, RBGW", "6, BRWG", "7, WGBR", "8, GWRB",
    })
    void every_orientation_is_stored_upright(int orientation, String corners) {
        boolean swapped = orientation >= 5;
        BufferedImage picture = Pictures.quadrants(96, 64);
        List<byte[]> files = List.of(
                Pictures.withSegments(Pictures.jpeg(picture), Pictures.exifSegment(orientation, true)),
                Pictures.withSegments(Pictures.jpeg(picture), Pictures.exifSegment(orientation, false)),
                Pictures.withChunks(Pictures.png(picture), pngChunk("eXIf", Pictures.exif(orientation, true))),
                Pictures.extendedWebp(
                        Pictures.webp(picture),
                        96,
                        64,
                        8,
                        Pictures.webpChunk("EXIF", Pictures.exif(orientation, false))));
        for (byte[] file : files) {
            CleanPhoto clean = clean(file);
            BufferedImage stored = Pictures.decode(clean.bytes());

            assertThat(corners(stored)).isEqualTo(corners);
            assertThat(stored.getWidth()).isEqualTo(clean.width()).isEqualTo(swapped ? 64 : 96);
            assertThat(stored.getHeight()).isEqualTo(clean.height()).isEqualTo(swapped ? 96 : 64);
            assertThat(indexOf(clean.bytes(), PLACE)).isEqualTo(-1);
            assertThat(inspect(clean.bytes()).header().orientation()).isEqualTo(Orientation.UPRIGHT);
            assertThat(clean(clean.bytes()).sha256()).isEqualTo(clean.sha256());
        }
    }

    @Test
    void a_color_profile_survives_being_turned() {
        byte[] profile = segment(0xe2, concat(latin("ICC_PROFILE\0\1\1"), new byte[200]));
        byte[] jpeg = Pictures.withSegments(
                Pictures.jpeg(Pictures.quadrants(96, 64)), Pictures.exifSegment(6, true), profile);

        assertThat(indexOf(clean(jpeg).bytes(), profile)).isPositive();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 9, 65_535})
    void an_impossible_orientation_means_upright(int orientation) {
        byte[] jpeg = Pictures.jpeg(Pictures.quadrants(96, 64));
        assertThat(clean(Pictures.withSegments(jpeg, Pictures.exifSegment(orientation, true)))
                        .bytes())
                .isEqualTo(jpeg);
    }

    @Test
    void damaged_metadata_do_not_refuse_a_photo() {
        byte[] jpeg = Pictures.jpeg(Pictures.quadrants(96, 64));
        byte[] exif = Pictures.exif(6, true);
        for (int length = 0; length < exif.length; length++) {
            byte[] cut = segment(0xe1, concat(latin("Exif\0\0"), Arrays.copyOf(exif, length)));
            assertThat(clean(Pictures.withSegments(jpeg, cut)).width()).isIn(96, 64);
        }
    }

    static Stream<byte[]> jpegs() {
        BufferedImage picture = Pictures.noise(120, 90, 10);
        return Stream.of(
                Pictures.jpeg(picture),
                Pictures.progressiveJpeg(picture),
                Pictures.jpegWithRestarts(picture),
                Pictures.jpeg(Pictures.solid(64, 48, new Color(128, 128, 128))));
    }

    @ParameterizedTest
    @MethodSource("jpegs")
    void a_jpeg_that_lost_no_more_than_its_end_is_stored_with_one(byte[] whole) {
        byte[] open = Arrays.copyOf(whole, whole.length - 2);
        byte[] cutComment = Arrays.copyOf(segment(0xfe, PLACE), 8);
        for (byte[] file : List.of(open, Arrays.copyOf(whole, whole.length - 1), concat(open, cutComment))) {
            assertThat(clean(file).bytes()).isEqualTo(whole);
            assertThat(read(file)).isEqualTo(read(whole));
        }
    }

    @Test
    void a_jpeg_without_its_end_is_turned_and_padded_as_any() {
        byte[] whole = Pictures.jpeg(Pictures.quadrants(96, 64));
        byte[] open = Arrays.copyOf(whole, whole.length - 2);

        byte[] sideways = clean(Pictures.withSegments(open, Pictures.exifSegment(6, true)))
                .bytes();

        assertThat(corners(Pictures.decode(sideways))).isEqualTo("BRWG");
        assertThat(read(concat(open, new byte[40]))).isEqualTo(96);
    }

    @ParameterizedTest
    @MethodSource("jpegs")
    void each_byte_that_a_jpeg_without_its_end_lacks_is_noticed(byte[] whole) {
        for (int lost = 3; lost < 40; lost++) {
            assertUnreadable(Arrays.copyOf(whole, whole.length - lost));
        }
    }

    static Stream<byte[]> pngs() {
        BufferedImage picture = Pictures.noise(120, 90, 11);
        return Stream.of(Pictures.png(picture), Pictures.png(Pictures.paletted(picture)));
    }

    @ParameterizedTest
    @MethodSource("pngs")
    void a_png_that_lost_no_more_than_its_end_is_stored_with_one(byte[] whole) {
        int end = whole.length - 12;
        byte[] cutText = Arrays.copyOf(pngChunk("tEXt", PLACE), 16);
        for (int length = end; length < whole.length; length++) {
            assertThat(clean(Arrays.copyOf(whole, length)).bytes()).isEqualTo(whole);
        }
        assertThat(clean(concat(Arrays.copyOf(whole, end), cutText)).bytes()).isEqualTo(whole);
        assertThat(read(Arrays.copyOf(whole, end))).isEqualTo(120);
    }

    @ParameterizedTest
    @MethodSource("pngs")
    void a_png_that_ends_between_pieces_of_its_picture_is_unreadable(byte[] whole) {
        byte[] first = Arrays.copyOf(whole, indexOf(whole, latin("IDAT")) - 4);
        ByteBuffer data = ByteBuffer.wrap(Pictures.pixelData(whole));
        byte[] file = first;
        while (data.remaining() > 2_000) {
            byte[] piece = new byte[2_000];
            data.get(piece);
            assertUnreadable(file);
            file = concat(file, pngChunk("IDAT", piece));
        }
        byte[] last = new byte[data.remaining()];
        data.get(last);

        assertUnreadable(file);
        assertThat(read(concat(file, pngChunk("IDAT", last)))).isEqualTo(120);
    }

    @Test
    void a_webp_that_lost_no_more_than_metadata_or_padding_is_stored_whole() {
        byte[] simple = Pictures.losslessWebp(Pictures.noise(64, 48, 12));
        byte[] extended = Pictures.extendedWebp(simple, 64, 48, 0);
        byte[] chatty = Pictures.extendedWebp(simple, 64, 48, 0x04, Pictures.webpChunk("XMP ", PLACE));
        byte[] odd = Pictures.withOddPicture(simple);

        for (int length = extended.length; length < chatty.length; length++) {
            assertThat(clean(Arrays.copyOf(chatty, length)).bytes()).isEqualTo(extended);
        }
        assertThat(clean(Arrays.copyOf(odd, odd.length - 1)).bytes()).isEqualTo(odd);
        assertUnreadable(Arrays.copyOf(odd, odd.length - 2));
    }

    @ParameterizedTest
    @EnumSource(PhotoFormat.class)
    void a_file_cut_anywhere_is_unreadable(PhotoFormat format) {
        byte[] whole = Pictures.of(format, Pictures.noise(120, 90, 6));
        assertUnreadableWhereverCut(whole, new byte[0], whole.length);
    }

    /** Cuts inside of the last block cannot be told from its content: they stay. */
    @Test
    void a_jpeg_that_was_cut_and_closed_again_is_unreadable() {
        for (byte[] whole : List.of(
                Pictures.jpeg(Pictures.noise(120, 90, 7)), Pictures.jpegWithRestarts(Pictures.noise(120, 90, 7)))) {
            assertUnreadableWhereverCut(whole, END_OF_IMAGE, whole.length - 400);
        }
    }

    /** What the last scan refines is finer than the eye: it may be cut. */
    @Test
    void a_progressive_jpeg_without_all_of_its_scans_is_unreadable() {
        byte[] whole = Pictures.progressiveJpeg(Pictures.noise(120, 90, 7));
        int lastScan = new String(whole, StandardCharsets.ISO_8859_1).lastIndexOf("\u00ff\u00da");
        assertUnreadableWhereverCut(whole, END_OF_IMAGE, lastScan);
    }

    @Test
    void a_jpeg_that_lost_a_restart_interval_is_unreadable() {
        byte[] whole = Pictures.jpegWithRestarts(Pictures.noise(120, 90, 8));
        int first = indexOf(whole, new byte[] {(byte) 0xff, (byte) 0xd0});
        int second = indexOf(whole, new byte[] {(byte) 0xff, (byte) 0xd1});
        byte[] without = concat(Arrays.copyOf(whole, first), Arrays.copyOfRange(whole, second, whole.length));

        assertThat(read(whole)).isEqualTo(120);
        assertUnreadable(without);
    }

    @Test
    void a_photo_that_ends_in_honest_middle_gray_is_taken() {
        byte[] gray = Pictures.jpeg(Pictures.solid(64, 48, new Color(128, 128, 128)));
        assertThat(read(gray)).isEqualTo(64);
    }

    private static void assertUnreadableWhereverCut(byte[] whole, byte[] closing, int before) {
        assertThat(read(whole)).isEqualTo(120);
        for (int length = whole.length / 10; length < before; length += whole.length / 37) {
            assertUnreadable(concat(Arrays.copyOf(whole, length), closing));
        }
    }

    private static void assertUnreadable(byte[] bytes) {
        assertThatThrownBy(() -> read(bytes))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.code()).isEqualTo(ErrorCode.IMAGE_UNREADABLE));
    }

    /** The way of every photo up to its pixels; their columns. */
    private static int read(byte[] bytes) {
        return NativeMemory.freedAfter(
                () -> PixelCodec.reduced(clean(bytes), 256).cols());
    }

    private static CleanPhoto clean(byte[] bytes) {
        return CleanPhoto.of(inspect(bytes));
    }

    private static Photo inspect(byte[] bytes) {
        return Photo.inspect(Content.of(bytes), 50);
    }

    /** Colors of the middles of the quadrants, row by row, by their initials. */
    private static String corners(BufferedImage image) {
        StringBuilder initials = new StringBuilder();
        for (int i = 0; i < 4; i++) {
            int x = image.getWidth() * (i % 2 == 0 ? 1 : 3) / 4;
            int y = image.getHeight() * (i < 2 ? 1 : 3) / 4;
            initials.append(initial(new Color(image.getRGB(x, y))));
        }
        return initials.toString();
    }

    private static char initial(Color color) {
        if (color.getRed() > 200) {
            return color.getBlue() > 200 ? 'W' : 'R';
        }
        return color.getGreen() > 200 ? 'G' : 'B';
    }

    private static void assertSamePixels(BufferedImage actual, BufferedImage expected) {
        int width = expected.getWidth();
        int height = expected.getHeight();
        assertThat(actual.getRGB(0, 0, width, height, null, 0, width))
                .isEqualTo(expected.getRGB(0, 0, width, height, null, 0, width));
    }
}
