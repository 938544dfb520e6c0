package io.gourmetloop.testing;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RadialGradientPaint;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Random;

/** Painted plates for pictures of the product: like food from afar, and nobody's photo. */
public final class Dishes {
    private static final int WIDTH = 960;
    private static final int HEIGHT = 720;
    /** Seeds that are close to each other begin alike. */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private static final Color SHADE = new Color(20, 12, 6, 110);
    private static final Color CLEAR = new Color(0, true);
    private static final List<Color> TABLES =
            List.of(new Color(0x6b4a33), new Color(0x3f4a4c), new Color(0xb9a58a), new Color(0x7d2f2a));
    private static final List<List<Color>> FOODS = List.of(
            List.of(new Color(0x9c1f45), new Color(0xc23a5e), new Color(0x7a1a3a)),
            List.of(new Color(0xc98a3c), new Color(0xe0a95a), new Color(0xa9662a)),
            List.of(new Color(0xb5482e), new Color(0xd9713f), new Color(0x8a2f22)),
            List.of(new Color(0x6f4a2b), new Color(0x8d6238), new Color(0x54361f)));
    private static final List<Color> GARNISHES = List.of(new Color(0x4c7a34), new Color(0x6b9a45), new Color(0x39602a));

    private final Graphics2D brush;
    private final Random random;

    private Dishes(Graphics2D brush, Random random) {
        this.brush = brush;
        this.random = random;
    }

    /** A JPEG of a plate on a table: another seed, another dish. */
    public static byte[] jpeg(long seed) {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D brush = image.createGraphics();
        brush.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        new Dishes(brush, new Random(seed * SPREAD)).paint();
        brush.dispose();
        return Pictures.encode(image, "jpg");
    }

    private void paint() {
        table(pick(TABLES));
        double x = WIDTH * (0.47 + 0.06 * random.nextDouble());
        double y = HEIGHT * (0.49 + 0.05 * random.nextDouble());
        double radius = HEIGHT * (0.46 + 0.07 * random.nextDouble());
        plate(x, y, radius);
        food(x, y, radius * 0.6, pick(FOODS));
        garnish(x, y, radius * 0.55);
    }

    private void table(Color wood) {
        brush.setPaint(new GradientPaint(0, 0, shade(wood, 1.25), WIDTH, HEIGHT, shade(wood, 0.7)));
        brush.fillRect(0, 0, WIDTH, HEIGHT);
        for (int line = 0; line < 260; line++) {
            brush.setColor(new Color(0, 0, 0, 6 + random.nextInt(12)));
            brush.setStroke(new BasicStroke(1 + random.nextInt(3)));
            int at = random.nextInt(HEIGHT);
            brush.drawLine(0, at, WIDTH, at + random.nextInt(40) - 20);
        }
    }

    private void plate(double x, double y, double radius) {
        soft(x + radius * 0.06, y + radius * 0.09, radius * 1.22, SHADE);
        disc(x, y, radius, new Color(0xfdfbf6), new Color(0xd3ccc0));
        disc(x, y, radius * 0.72, new Color(0xece6db), new Color(0xfcfaf5));
        brush.setColor(new Color(120, 108, 92, 60));
        brush.setStroke(new BasicStroke(2));
        brush.draw(circle(x, y, radius * 0.72));
    }

    /** Pieces heaped from the rim of the heap to its middle, so that the upper ones lie on the lower ones. */
    private void food(double x, double y, double radius, List<Color> colors) {
        soft(x + radius * 0.08, y + radius * 0.12, radius * 1.25, SHADE);
        for (int piece = 0; piece < 150; piece++) {
            double angle = random.nextDouble() * 2 * Math.PI;
            double away = radius * (1 - piece / 150.0) * Math.sqrt(random.nextDouble());
            double size = radius * (0.12 + 0.14 * random.nextDouble());
            piece(x + away * Math.cos(angle), y + away * Math.sin(angle) * 0.9, size, pick(colors));
        }
    }

    private void piece(double x, double y, double size, Color color) {
        soft(x + size * 0.15, y + size * 0.25, size * 1.3, new Color(0, 0, 0, 70));
        Shape blob = AffineTransform.getRotateInstance(random.nextDouble() * Math.PI, x, y)
                .createTransformedShape(new Ellipse2D.Double(x - size, y - size * 0.7, 2 * size, 1.4 * size));
        float[] stops = {0, 1};
        Color[] lit = {shade(color, 1.35), shade(color, 0.75)};
        brush.setPaint(new RadialGradientPaint(
                (float) (x - size * 0.3), (float) (y - size * 0.35), (float) (size * 1.5), stops, lit));
        brush.fill(blob);
    }

    private void garnish(double x, double y, double radius) {
        for (int leaf = 0; leaf < 14; leaf++) {
            double angle = random.nextDouble() * 2 * Math.PI;
            double away = radius * (0.15 + 0.95 * random.nextDouble());
            leaf(x + away * Math.cos(angle), y + away * Math.sin(angle), radius * 0.16, pick(GARNISHES));
        }
    }

    private void leaf(double x, double y, double length, Color color) {
        Path2D leaf = new Path2D.Double();
        leaf.moveTo(x - length, y);
        leaf.quadTo(x, y - length * 0.75, x + length, y);
        leaf.quadTo(x, y + length * 0.75, x - length, y);
        AffineTransform turned = AffineTransform.getRotateInstance(random.nextDouble() * 2 * Math.PI, x, y);
        soft(x + 3, y + 5, length, new Color(0, 0, 0, 60));
        brush.setPaint(new GradientPaint(
                (float) (x - length),
                (float) y,
                shade(color, 1.3),
                (float) (x + length),
                (float) y,
                shade(color, 0.8)));
        brush.fill(turned.createTransformedShape(leaf));
    }

    private void disc(double x, double y, double radius, Color lit, Color dark) {
        brush.setPaint(new RadialGradientPaint(
                (float) (x - radius * 0.35),
                (float) (y - radius * 0.4),
                (float) (radius * 1.7),
                new float[] {0, 1},
                new Color[] {lit, dark}));
        brush.fill(circle(x, y, radius));
    }

    private void soft(double x, double y, double radius, Color color) {
        brush.setPaint(new RadialGradientPaint(
                (float) x, (float) y, (float) radius, new float[] {0.5f, 1}, new Color[] {color, CLEAR}));
        brush.fill(circle(x, y, radius));
    }

    private static Shape circle(double x, double y, double radius) {
        return new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius);
    }

    private static Color shade(Color color, double by) {
        return new Color(lit(color.getRed(), by), lit(color.getGreen(), by), lit(color.getBlue(), by));
    }

    private static int lit(int channel, double by) {
        return (int) Math.min(255, Math.round(channel * by));
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
