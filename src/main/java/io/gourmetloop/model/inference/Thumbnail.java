package io.gourmetloop.model.inference;

import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_QUALITY;

import io.gourmetloop.domain.Content;
import io.gourmetloop.domain.ErrorCode;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/** Small copies of photos, as JPEG files of a few kilobytes. */
public final class Thumbnail {
    private static final int QUALITY = 78;
    /** Of a stored photo, which was let in once. */
    private static final int ANY_SIZE = Integer.MAX_VALUE / 1_000_000;

    private Thumbnail() {}

    /** The longer side has {@code side} pixels. Some milliseconds; fails with {@link ErrorCode#IMAGE_UNREADABLE}. */
    public static byte[] jpeg(byte[] photo, int side) {
        CleanPhoto clean = CleanPhoto.of(Photo.inspect(Content.of(photo), ANY_SIZE));
        return NativeMemory.freedAfter(() -> encoded(PixelCodec.reduced(clean, side), side));
    }

    private static byte[] encoded(Mat picture, int side) {
        double scale = (double) side / Math.max(picture.cols(), picture.rows());
        Size size = new Size((int) Math.max(1, Math.round(picture.cols() * scale)), (int)
                Math.max(1, Math.round(picture.rows() * scale)));
        Mat small = new Mat();
        opencv_imgproc.resize(picture, small, size, 0, 0, opencv_imgproc.INTER_AREA);
        BytePointer encoded = new BytePointer();
        if (!opencv_imgcodecs.imencode(".jpg", small, encoded, new IntPointer(IMWRITE_JPEG_QUALITY, QUALITY))) {
            throw Unreadable.because("no small copy of it could be made");
        }
        byte[] bytes = new byte[Math.toIntExact(encoded.limit())];
        encoded.get(bytes);
        return bytes;
    }
}
