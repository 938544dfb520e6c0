package io.gourmetloop.model.inference;

import static org.assertj.core.api.Assertions.assertThat;

import io.gourmetloop.domain.Content;
import io.gourmetloop.domain.ErrorCode;
import io.gourmetloop.domain.Failure;
import java.awt.image.BufferedImage;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Damaged files of all formats on the whole way to their pixels: an answer or a refusal, soon, and nothing else. */
class MutantsTest {
    private static final int MUTANTS = 10_000;
    private static final long SEED = 20_261_121;
    /** Of processor time, which other programs do not lengthen. */
    private static final long MOST_NANOS = 1_000_000_000;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final Set<ErrorCode> REFUSALS = Set.of(
            ErrorCode.EMPTY_BODY,
            ErrorCode.IMAGE_UNREADABLE,
            ErrorCode.IMAGE_ANIMATED,
            ErrorCode.IMAGE_TOO_MANY_PIXELS,
            ErrorCode.UNSUPPORTED_FORMAT);

    private final Random random = new Random(SEED);

    @BeforeAll
    static void load() {
        PixelCodec.load();
    }

    @Test
    void mutants_neither_crash_nor_hang() {
        List<byte[]> originals = originals();
        int refused = 0;
        long slowest = 0;
        for (int i = 0; i < MUTANTS; i++) {
            byte[] mutant = mutate(originals.get(i % originals.size()));
            long start = THREADS.getCurrentThreadCpuTime();
            refused += read(mutant) ? 0 : 1;
            slowest = Math.max(slowest, THREADS.getCurrentThreadCpuTime() - start);
        }
        assertThat(slowest).as("slowest, in ns, seed " + SEED).isLessThan(MOST_NANOS);
        assertThat(refused).as("refused").isBetween(MUTANTS / 4, MUTANTS - 1);
    }

    private static boolean read(byte[] bytes) {
        try {
            CleanPhoto photo = CleanPhoto.of(Photo.inspect(Content.of(bytes), 50));
            return NativeMemory.freedAfter(() -> !PixelCodec.reduced(photo, 256).empty());
        } catch (Failure refusal) {
            assertThat(REFUSALS).contains(refusal.code());
            return false;
        }
    }

    private static List<byte[]> originals() {
        BufferedImage picture = Pictures.noise(96, 64, SEED);
        byte[] sideways = Pictures.withSegments(Pictures.jpeg(picture), Pictures.exifSegment(6, true));
        return List.of(
                Pictures.jpeg(picture),
                sideways,
                Pictures.progressiveJpeg(picture),
                Pictures.jpegWithRestarts(picture),
                Pictures.png(picture),
                Pictures.png(Pictures.paletted(picture)),
                Pictures.webp(picture),
                Pictures.losslessWebp(picture));
    }

    /** One to eight bytes are changed, a part is cut out, doubled, or the rest is lost. */
    private byte[] mutate(byte[] original) {
        int from = random.nextInt(original.length);
        int to = Math.min(original.length, from + 1 + random.nextInt(64));
        byte[] head = Arrays.copyOf(original, from);
        byte[] tail = Arrays.copyOfRange(original, to, original.length);
        return switch (random.nextInt(8)) {
            case 0 -> head;
            case 1 -> Pictures.concat(head, tail);
            case 2 -> Pictures.concat(Arrays.copyOf(original, to), Arrays.copyOfRange(original, from, original.length));
            default -> withChangedBytes(original);
        };
    }

    private byte[] withChangedBytes(byte[] original) {
        byte[] mutant = original.clone();
        int changes = 1 + random.nextInt(8);
        boolean inHeaders = random.nextBoolean();
        for (int i = 0; i < changes; i++) {
            mutant[random.nextInt(inHeaders ? Math.min(700, mutant.length) : mutant.length)] =
                    (byte) random.nextInt(256);
        }
        return mutant;
    }
}
