package io.gourmetloop.testing;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.RescaleOp;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import javax.imageio.ImageIO;

/** Pictures that tests make themselves. */
public final class Pictures {
    private Pictures() {}

    /** A JPEG of random shapes: another seed, another picture. */
    public static byte[] jpeg(long seed, int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(seed);
        Graphics2D graphics = image.createGraphics();
        for (int i = 0; i < 40; i++) {
            graphics.setColor(new Color(random.nextInt(0x1000000)));
            int size = 10 + random.nextInt(Math.max(width, height) / 2);
            graphics.fillOval(random.nextInt(width) - size / 2, random.nextInt(height) - size / 2, size, size);
        }
        graphics.dispose();
        return encode(image, "jpg");
    }

    /** The picture as from a camera that let in too little light. */
    public static byte[] dark(byte[] picture) {
        try {
            BufferedImage image = ImageIO.read(new ByteArrayInputStream(picture));
            return encode(new RescaleOp(0.3f, 0, null).filter(image, null), "jpg");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The JPEG with an EXIF block of a camera: how it was held, and where. */
    public static byte[] withExif(byte[] jpeg, int orientation, String place) {
        byte[] text = place.getBytes(StandardCharsets.ISO_8859_1);
        ByteBuffer segment = ByteBuffer.allocate(4 + 6 + 8 + 2 + 12 + 4 + text.length);
        segment.putShort((short) 0xffe1).putShort((short) (segment.capacity() - 2));
        segment.put("Exif\0\0MM\0*".getBytes(StandardCharsets.ISO_8859_1)).putInt(8);
        segment.putShort((short) 1).putShort((short) 0x0112).putShort((short) 3).putInt(1);
        segment.putShort((short) orientation).putShort((short) 0).putInt(0).put(text);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(jpeg, 0, 2);
        all.writeBytes(segment.array());
        all.write(jpeg, 2, jpeg.length - 2);
        return all.toByteArray();
    }

    /** The JPEG, claiming another size than it has. */
    public static byte[] claiming(byte[] jpeg, int width, int height) {
        byte[] liar = jpeg.clone();
        int frame = 2;
        while ((liar[frame + 1] & 0xff) != 0xc0) {
            frame += 2 + ByteBuffer.wrap(liar).getShort(frame + 2);
        }
        ByteBuffer.wrap(liar).putShort(frame + 5, (short) height).putShort(frame + 7, (short) width);
        return liar;
    }

    public static byte[] encode(BufferedImage image, String format) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(image, format, bytes)) {
                throw new IllegalArgumentException("Java writes no " + format);
            }
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
