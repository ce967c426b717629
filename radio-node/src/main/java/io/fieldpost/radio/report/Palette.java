package io.fieldpost.radio.report;

/** Colours: a few for lines and text, the rest from dark blue over red to white for levels. */
final class Palette {
    static final int BACKGROUND = 0;
    static final int TEXT = 1;
    static final int GRID = 2;
    static final int TRACE = 3;
    static final int PEAK = 4;

    private static final int FIRST_HEAT = 16;
    private static final int SIZE = 256;
    private static final int HEATS = SIZE - FIRST_HEAT;
    private static final int[] LINES = {0x101418, 0xE6E6E6, 0x303840, 0xFFE066, 0x4F7CAC};
    /** Stations of the scale, evenly spaced; brightness rises all along it. */
    private static final int[] HEAT = {0x05051E, 0x1B1464, 0x6A1B9A, 0xC62848, 0xF57C1F, 0xFFD54F, 0xFFFFFF};

    private Palette() {}

    static byte[] bytes() {
        byte[] bytes = new byte[3 * SIZE];
        for (int i = 0; i < LINES.length; i++) {
            put(bytes, i, LINES[i]);
        }
        for (int i = 0; i < HEATS; i++) {
            double at = (double) i / (HEATS - 1) * (HEAT.length - 1);
            int station = Math.min(HEAT.length - 2, (int) at);
            put(bytes, FIRST_HEAT + i, between(HEAT[station], HEAT[station + 1], at - station));
        }
        return bytes;
    }

    private static void put(byte[] bytes, int index, int rgb) {
        bytes[3 * index] = (byte) (rgb >> 16);
        bytes[3 * index + 1] = (byte) (rgb >> 8);
        bytes[3 * index + 2] = (byte) rgb;
    }

    private static int between(int a, int b, double share) {
        int rgb = 0;
        for (int shift = 0; shift <= 16; shift += 8) {
            int from = a >> shift & 0xFF;
            int to = b >> shift & 0xFF;
            rgb |= (int) Math.round(from + share * (to - from)) << shift;
        }
        return rgb;
    }

    /** Index of a level's colour; the background's where there is none. */
    static int heat(float level, float low, float high) {
        if (Float.isNaN(level)) {
            return BACKGROUND;
        }
        double share = Math.max(0, Math.min(1, (level - low) / (high - low)));
        return FIRST_HEAT + (int) Math.round(share * (HEATS - 1));
    }
}
