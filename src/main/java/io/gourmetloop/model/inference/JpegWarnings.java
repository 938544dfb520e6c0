package io.gourmetloop.model.inference;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * What libjpeg says under its breath about damaged data and then papers over. OpenCV swallows it; the JDK's decoder
 * passes it on, at a tenth of the speed, so it is asked only about pictures under suspicion.
 */
final class JpegWarnings {
    /** Every pixel is decoded, but only this share of rows and columns is kept in memory. */
    private static final int SUBSAMPLING = 64;

    /** More data than the picture needs: nothing of it is missing. */
    private static final String SURPLUS = "extraneous bytes";

    private JpegWarnings() {}

    static void requireNone(byte[] bytes) {
        List<String> warnings = new ArrayList<>();
        ImageReader reader = ImageIO.getImageReadersByFormatName("jpeg").next();
        reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
        try (var input = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            reader.setInput(input, true, true);
            ImageReadParam sparse = reader.getDefaultReadParam();
            sparse.setSourceSubsampling(SUBSAMPLING, SUBSAMPLING, 0, 0);
            reader.readRaster(0, sparse);
        } catch (IOException e) {
            throw Unreadable.because("its picture is damaged", e);
        } finally {
            reader.dispose();
        }
        warnings.removeIf(warning -> warning.contains(SURPLUS));
        if (!warnings.isEmpty()) {
            throw Unreadable.because("a part of its picture is missing");
        }
    }
}
