package io.gourmetloop.model.inference;

import io.gourmetloop.domain.Content;
import io.gourmetloop.domain.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point2f;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Size;

/** A change of a photo that leaves the dish on it what it is, mild or strong: a good model answers the same. */
public record Perturbation(Kind kind, Severity severity) {
    private static final int SHORT_SIDE = 256;
    private static final int ANY_SIZE = Integer.MAX_VALUE / 1_000_000;
    private static final long SEED = 4711;

    /** Each with its strength when mild, and when strong. */
    public enum Kind {
        NOISE(8, 20),
        BLUR(1, 2.5),
        BRIGHTER(1.3, 1.8),
        DARKER(0.7, 0.4),
        LESS_CONTRAST(0.7, 0.4),
        JPEG(60, 30),
        ROTATION(5, 10),
        CROP(0.9, 0.8),
        GRAYSCALE(0, 0),
        DOWNSCALE(0.5, 0.25),
        FLIP(0, 0);

        private final double mild;
        private final double strong;

        Kind(double mild, double strong) {
            this.mild = mild;
            this.strong = strong;
        }

        /** {@code less_contrast} */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        private boolean hasDegrees() {
            return mild != strong;
        }
    }

    public enum Severity {
        MILD,
        STRONG
    }

    /** All of them; what has no degrees once, as mild. */
    public static List<Perturbation> all() {
        List<Perturbation> all = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            all.add(new Perturbation(kind, Severity.MILD));
            if (kind.hasDegrees()) {
                all.add(new Perturbation(kind, Severity.STRONG));
            }
        }
        return all;
    }

    /**
     * The changed photo, as a PNG of the size that models look at. The same photo always changes the same way. Some
     * milliseconds; fails with {@link ErrorCode#IMAGE_UNREADABLE}.
     */
    public byte[] of(byte[] photo) {
        CleanPhoto clean = CleanPhoto.of(Photo.inspect(Content.of(photo), ANY_SIZE));
        double strength = severity == Severity.MILD ? kind.mild : kind.strong;
        return NativeMemory.freedAfter(
                () -> encoded(".png", changed(PixelCodec.reduced(clean, SHORT_SIDE), strength), new IntPointer()));
    }

    private Mat changed(Mat picture, double strength) {
        return switch (kind) {
            case NOISE -> noisy(picture, strength);
            case BLUR -> blurred(picture, strength);
            case BRIGHTER, DARKER -> scaled(picture, strength, 0);
            case LESS_CONTRAST -> scaled(picture, strength, 128 * (1 - strength));
            case JPEG -> compressed(picture, strength);
            case ROTATION -> rotated(picture, strength);
            case CROP -> cropped(picture, strength);
            case GRAYSCALE -> gray(picture);
            case DOWNSCALE -> resized(picture, picture.cols() * strength, picture.rows() * strength);
            case FLIP -> mirrored(picture);
        };
    }

    private static Mat blurred(Mat picture, double radius) {
        Mat changed = new Mat();
        opencv_imgproc.GaussianBlur(picture, changed, new Size(0, 0), radius);
        return changed;
    }

    private static Mat mirrored(Mat picture) {
        Mat changed = new Mat();
        opencv_core.flip(picture, changed, 1);
        return changed;
    }

    private static Mat scaled(Mat picture, double factor, double offset) {
        Mat changed = new Mat();
        picture.convertTo(changed, -1, factor, offset);
        return changed;
    }

    private static Mat noisy(Mat picture, double deviation) {
        Mat changed = picture.clone();
        byte[] values = new byte[picture.cols() * picture.rows() * 3];
        Random random = new Random(SEED);
        try (BytePointer data = changed.data()) {
            data.get(values);
            for (int i = 0; i < values.length; i++) {
                long value = Math.round((values[i] & 0xff) + deviation * random.nextGaussian());
                values[i] = (byte) Math.min(255, Math.max(0, value));
            }
            data.put(values);
        }
        return changed;
    }

    private static Mat compressed(Mat picture, double quality) {
        byte[] jpeg = encoded(".jpg", picture, new IntPointer(opencv_imgcodecs.IMWRITE_JPEG_QUALITY, (int) quality));
        Mat file = new Mat(1, jpeg.length, opencv_core.CV_8UC1, new BytePointer(jpeg));
        return opencv_imgcodecs.imdecode(file, opencv_imgcodecs.IMREAD_COLOR);
    }

    private static Mat rotated(Mat picture, double degrees) {
        Mat changed = new Mat();
        Point2f center = new Point2f(picture.cols() / 2f, picture.rows() / 2f);
        Mat turn = opencv_imgproc.getRotationMatrix2D(center, degrees, 1);
        opencv_imgproc.warpAffine(picture, changed, turn, picture.size());
        return changed;
    }

    private static Mat cropped(Mat picture, double share) {
        int width = Math.max(1, (int) (picture.cols() * share));
        int height = Math.max(1, (int) (picture.rows() * share));
        return new Mat(picture, new Rect((picture.cols() - width) / 2, (picture.rows() - height) / 2, width, height));
    }

    private static Mat gray(Mat picture) {
        Mat gray = new Mat();
        Mat changed = new Mat();
        opencv_imgproc.cvtColor(picture, gray, opencv_imgproc.COLOR_BGR2GRAY);
        opencv_imgproc.cvtColor(gray, changed, opencv_imgproc.COLOR_GRAY2BGR);
        return changed;
    }

    private static Mat resized(Mat picture, double width, double height) {
        Mat changed = new Mat();
        Size size = new Size((int) Math.max(1, width), (int) Math.max(1, height));
        opencv_imgproc.resize(picture, changed, size, 0, 0, opencv_imgproc.INTER_AREA);
        return changed;
    }

    private static byte[] encoded(String extension, Mat picture, IntPointer options) {
        BytePointer encoded = new BytePointer();
        if (!opencv_imgcodecs.imencode(extension, picture, encoded, options)) {
            throw Unreadable.because("it could not be changed");
        }
        byte[] bytes = new byte[Math.toIntExact(encoded.limit())];
        encoded.get(bytes);
        return bytes;
    }
}
