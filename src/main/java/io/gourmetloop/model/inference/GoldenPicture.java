package io.gourmetloop.model.inference;

import io.gourmetloop.domain.Content;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;

/** A JPEG made in code, always the same, that a model has to classify before it serves. */
final class GoldenPicture {
    private static final int WIDTH = 320;
    private static final int HEIGHT = 256;
    private static final int CHANNELS = 3;

    private GoldenPicture() {}

    static Photo photo() {
        return Photo.inspect(Content.of(NativeMemory.freedAfter(GoldenPicture::jpeg)), 1);
    }

    private static byte[] jpeg() {
        Mat picture = new Mat(HEIGHT, WIDTH, opencv_core.CV_8UC3, new BytePointer(pixels()));
        BytePointer encoded = new BytePointer();
        if (!opencv_imgcodecs.imencode(".jpg", picture, encoded)) {
            throw new IllegalStateException("OpenCV encodes no JPEG");
        }
        byte[] bytes = new byte[Math.toIntExact(encoded.limit())];
        encoded.get(bytes);
        return bytes;
    }

    /** BGR: red grows to the right, green downwards, and blue towards the corner between them. */
    private static byte[] pixels() {
        byte[] pixels = new byte[HEIGHT * WIDTH * CHANNELS];
        for (int i = 0; i < pixels.length; i += CHANNELS) {
            int red = i / CHANNELS % WIDTH * 255 / WIDTH;
            int green = i / CHANNELS / WIDTH * 255 / HEIGHT;
            pixels[i] = (byte) ((red + green) / 2);
            pixels[i + 1] = (byte) green;
            pixels[i + 2] = (byte) red;
        }
        return pixels;
    }
}
