package io.fieldpost.radio.report;

import io.fieldpost.radio.spectrum.LevelUnit;
import io.fieldpost.radio.spectrum.SpectrumRow;
import java.time.Instant;
import java.util.Random;

/** Rows of the FM band for drawing: noise and three stations, one of which comes on late. */
final class Rows {
    static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    private Rows() {}

    static SpectrumRow fmBand(int number) {
        Random random = new Random(number);
        float[] levels = new float[2001];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = -82 + 2 * (float) random.nextGaussian();
        }
        station(levels, 160, -32);
        station(levels, 1010, -45);
        if (number > 40) {
            station(levels, 1500, -25);
        }
        return new SpectrumRow(88_000_000, 10_000, levels, LevelUnit.DBFS, 16, NOW.plusSeconds(number), "");
    }

    private static void station(float[] levels, int centre, float peak) {
        for (int i = -10; i <= 10; i++) {
            levels[centre + i] = peak - i * i * 0.25f;
        }
    }

    static SpectrumRow row(LevelUnit unit, Instant time, float... levels) {
        return new SpectrumRow(88_000_000, 12_500, levels, unit, 16, time, "");
    }
}
