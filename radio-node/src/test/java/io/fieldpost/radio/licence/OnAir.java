package io.fieldpost.radio.licence;

import io.fieldpost.radio.detect.Emission;
import io.fieldpost.radio.detect.EmissionId;
import io.fieldpost.radio.spectrum.LevelUnit;
import io.fieldpost.radio.spectrum.SpectrumRow;
import java.time.Instant;

/** Emissions and rows for tests of the board. Noise lies at −100 dB. */
final class OnAir {
    static final Instant START = Instant.parse("2026-03-06T10:00:00Z");

    private OnAir() {}

    static Emission emission(long number, double centerMhz, double bandwidthKhz, double levelDb) {
        double centerHz = centerMhz * 1e6;
        double half = bandwidthKhz * 500;
        return new Emission(
                new EmissionId(1, number),
                START,
                START,
                centerHz - half,
                centerHz + half,
                centerHz,
                2 * half,
                levelDb,
                levelDb,
                levelDb,
                levelDb + 100,
                3,
                0,
                1,
                "");
    }

    static SpectrumRow row(int second) {
        return row(second, "");
    }

    static SpectrumRow row(int second, String suspect) {
        return new SpectrumRow(87e6, 10e3, new float[2101], LevelUnit.DBFS, 16, START.plusSeconds(second), suspect);
    }
}
