package io.fieldpost.radio.report;

import java.util.Arrays;

/** A picture of palette indices. What lies outside is not drawn. */
final class Canvas {
    private static final int LETTER_SCALE = 2;
    static final int LETTER_WIDTH = LETTER_SCALE * (Font.WIDTH + 1);
    static final int LETTER_HEIGHT = LETTER_SCALE * Font.HEIGHT;

    final int width;
    final int height;
    final byte[] pixels;

    Canvas(int width, int height) {
        this.width = width;
        this.height = height;
        pixels = new byte[width * height];
    }

    void set(int x, int y, int colour) {
        if (x >= 0 && x < width && y >= 0 && y < height) {
            pixels[y * width + x] = (byte) colour;
        }
    }

    void fill(int x, int y, int wide, int high, int colour) {
        for (int row = Math.max(0, y); row < Math.min(height, y + high); row++) {
            int from = Math.max(0, x);
            int to = Math.min(width, x + wide);
            if (from < to) {
                Arrays.fill(pixels, row * width + from, row * width + to, (byte) colour);
            }
        }
    }

    /** Draws text with its upper left corner there. */
    void text(int x, int y, String text, int colour) {
        for (int i = 0; i < text.length(); i++) {
            letter(x + i * LETTER_WIDTH, y, text.charAt(i), colour);
        }
    }

    private void letter(int x, int y, char letter, int colour) {
        for (int dy = 0; dy < Font.HEIGHT; dy++) {
            for (int dx = 0; dx < Font.WIDTH; dx++) {
                if (Font.dot(letter, dx, dy)) {
                    fill(x + LETTER_SCALE * dx, y + LETTER_SCALE * dy, LETTER_SCALE, LETTER_SCALE, colour);
                }
            }
        }
    }

    /** How wide a text is. */
    static int widthOf(String text) {
        return text.length() * LETTER_WIDTH - LETTER_SCALE;
    }
}
