package io.gourmetloop.app.demo;

import io.gourmetloop.app.process.CommandFailure;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;

/** A filter for photos: as from a camera that let in too little light. */
final class Underexposure {
    /** Of the values in the file, which are about the square root of the light: a sixth of the light is left. */
    private static final double LEFT = 0.4;

    private Underexposure() {}

    /** The photo as a darker JPEG. Fails with a CommandFailure when Java cannot read it. */
    static byte[] of(byte[] photo) {
        try {
            BufferedImage picture = ImageIO.read(new ByteArrayInputStream(photo));
            if (picture == null) {
                throw new CommandFailure("A photo that is to be under-exposed is neither JPEG nor PNG");
            }
            BufferedImage dark = new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_INT_RGB);
            for (int y = 0; y < dark.getHeight(); y++) {
                for (int x = 0; x < dark.getWidth(); x++) {
                    dark.setRGB(x, y, darker(picture.getRGB(x, y)));
                }
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            ImageIO.write(dark, "jpg", bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new CommandFailure("A photo cannot be under-exposed: " + e.getMessage(), e);
        }
    }

    private static int darker(int rgb) {
        return channel(rgb >> 16) << 16 | channel(rgb >> 8) << 8 | channel(rgb);
    }

    private static int channel(int value) {
        return (int) ((value & 0xff) * LEFT);
    }
}
