package io.gourmetloop.model.inference;

import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_IGNORE_ORIENTATION;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_REDUCED_COLOR_2;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_REDUCED_COLOR_4;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_REDUCED_COLOR_8;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_UNCHANGED;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_QUALITY;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_PNG_COMPRESSION;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_WEBP_QUALITY;

import io.gourmetloop.domain.PhotoFormat;
import java.util.function.Supplier;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;

/**
 * Pixels out of clean files, and back, by OpenCV (libjpeg-turbo with SIMD, libpng, libwebp), but for {@link PalettePng}s.
 * Native memory is freed by {@link NativeMemory}.
 */
final class PixelCodec {
    private static final int QUALITY = 95;

    private PixelCodec() {}

    /**
     * Loads the native libraries, a second or two the first time. One thread a picture: the pool has the cores. What the
     * process holds is not looked up for each allocation, since none waits for the garbage collector.
     */
    static void load() {
        System.setProperty("org.bytedeco.javacpp.maxPhysicalBytes", "0");
        Loader.load(opencv_imgcodecs.class);
        Loader.load(opencv_imgproc.class);
        opencv_core.setNumThreads(1);
    }

    /**
     * Pixels of shape [H, W, 3], BGR. A JPEG is decoded at a half, a quarter or an eighth of its size as long as its
     * short side keeps {@code shortSide} pixels: the inverse DCT then computes only what is used.
     */
    static Mat reduced(CleanPhoto photo, int shortSide) {
        int scale = photo.format() == PhotoFormat.JPEG ? scale(photo.shortSide(), shortSide) : 1;
        Mat pixels = hasPalette(photo.bytes(), photo.format())
                ? PalettePng.opaque(photo.bytes())
                : decode(photo.bytes(), flags(scale));
        requireSize(pixels, ceilDivide(photo.width(), scale), ceilDivide(photo.height(), scale));
        requireWhole(pixels, photo.bytes(), photo.format());
        return pixels;
    }

    /** The same picture with its rows and columns where a viewer would show them, its color profile kept. */
    static byte[] turnedUpright(byte[] stripped, PhotoFormat format, PhotoHeader header) {
        return NativeMemory.freedAfter(
                () -> hasPalette(stripped, format) ? turnPalette(stripped, header) : turn(stripped, format, header));
    }

    private static boolean hasPalette(byte[] bytes, PhotoFormat format) {
        return format == PhotoFormat.PNG && PalettePng.is(bytes);
    }

    private static byte[] turnPalette(byte[] stripped, PhotoHeader header) {
        Mat pixels = PalettePng.unchanged(stripped);
        requireSize(pixels, header.width(), header.height());
        BytePointer encoded = new BytePointer();
        if (!opencv_imgcodecs.imencode(
                ".png", turned(pixels, header.orientation()), encoded, options(PhotoFormat.PNG))) {
            throw Unreadable.because("it could not be turned upright");
        }
        return PngContainer.withColorSpaceOf(stripped, bytes(encoded));
    }

    private static byte[] bytes(BytePointer encoded) {
        byte[] bytes = new byte[Math.toIntExact(encoded.limit())];
        encoded.get(bytes);
        return bytes;
    }

    private static byte[] turn(byte[] stripped, PhotoFormat format, PhotoHeader header) {
        IntPointer metadataTypes = new IntPointer();
        MatVector metadata = new MatVector();
        Mat pixels = refusing(() ->
                opencv_imgcodecs.imdecodeWithMetadata(asMat(stripped), metadataTypes, metadata, IMREAD_UNCHANGED));
        requireSize(pixels, header.width(), header.height());
        requireWhole(pixels, stripped, format);
        Mat upright = turned(pixels, header.orientation());
        String extension = "." + format.extension();
        BytePointer encoded = new BytePointer();
        IntPointer options = options(format);
        if (!opencv_imgcodecs.imencodeWithMetadata(extension, upright, metadataTypes, metadata, encoded, options)
                && !opencv_imgcodecs.imencode(extension, upright, encoded, options)) { // its color profile is damaged
            throw Unreadable.because("it could not be turned upright");
        }
        return bytes(encoded);
    }

    private static int scale(int from, int needed) {
        int scale = 8;
        while (scale > 1 && from < needed * scale) {
            scale /= 2;
        }
        return scale;
    }

    private static int flags(int scale) {
        return IMREAD_IGNORE_ORIENTATION
                | switch (scale) {
                    case 8 -> IMREAD_REDUCED_COLOR_8;
                    case 4 -> IMREAD_REDUCED_COLOR_4;
                    case 2 -> IMREAD_REDUCED_COLOR_2;
                    default -> IMREAD_COLOR;
                };
    }

    private static Mat decode(byte[] bytes, int flags) {
        return refusing(() -> opencv_imgcodecs.imdecode(asMat(bytes), flags));
    }

    private static Mat asMat(byte[] bytes) {
        return new Mat(1, bytes.length, opencv_core.CV_8UC1, new BytePointer(bytes));
    }

    /** OpenCV throws plain RuntimeExceptions out of C++ for what its decoders refuse. */
    private static Mat refusing(Supplier<Mat> decoder) {
        try {
            return decoder.get();
        } catch (RuntimeException refusal) {
            throw Unreadable.because("its picture is damaged", refusal);
        }
    }

    private static Mat turned(Mat pixels, Orientation orientation) {
        Mat upright = pixels;
        if (orientation.swapsAxes()) {
            Mat swapped = new Mat();
            opencv_core.transpose(upright, swapped);
            upright = swapped;
        }
        if (orientation.reversesColumns() || orientation.reversesRows()) {
            Mat reversed = new Mat();
            opencv_core.flip(upright, reversed, flipCode(orientation));
            upright = reversed;
        }
        return upright;
    }

    /** OpenCV's code: 0 reverses the rows, a positive one the columns, a negative one both. */
    private static int flipCode(Orientation orientation) {
        if (!orientation.reversesColumns()) {
            return 0;
        }
        return orientation.reversesRows() ? -1 : 1;
    }

    private static IntPointer options(PhotoFormat format) {
        return new IntPointer(
                switch (format) {
                    case JPEG -> new int[] {IMWRITE_JPEG_QUALITY, QUALITY};
                    case PNG -> new int[] {IMWRITE_PNG_COMPRESSION, 3};
                    case WEBP -> new int[] {IMWRITE_WEBP_QUALITY, QUALITY};
                });
    }

    private static void requireSize(Mat pixels, int width, int height) {
        if (pixels.empty()) {
            throw Unreadable.because("its picture is damaged or incomplete");
        }
        if (pixels.cols() != width || pixels.rows() != height) {
            throw Unreadable.because("it contradicts itself about its size");
        }
    }

    /**
     * Where the data of a JPEG stop before its last block, libjpeg fills the rest with middle gray and goes on. A last
     * pixel of exactly that gray is rare enough to ask a slower decoder that tells.
     */
    private static void requireWhole(Mat pixels, byte[] bytes, PhotoFormat format) {
        if (format == PhotoFormat.JPEG && endsInMiddleGray(pixels)) {
            JpegWarnings.requireNone(bytes);
        }
    }

    private static boolean endsInMiddleGray(Mat pixels) {
        try (BytePointer last = pixels.ptr(pixels.rows() - 1, pixels.cols() - 1)) {
            for (int channel = 0; channel < pixels.channels(); channel++) {
                if ((last.get(channel) & 0xff) != 128) {
                    return false;
                }
            }
            return true;
        }
    }

    private static int ceilDivide(int value, int by) {
        return (value + by - 1) / by;
    }
}
