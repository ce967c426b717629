package io.fieldpost.radio.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.fieldpost.radio.spectrum.Decibels;
import io.fieldpost.radio.spectrum.SpectrumRow;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * Signals of known level, frequency and bandwidth through 8 bits and the real spectrum. Prints the table of {@code
 * docs/reference/radio-accuracy.md}; its command: {@code ./mvnw test -pl radio-node -am -Dtest=SignalAccuracyTest
 * -Dsurefire.failIfNoSpecifiedTests=false}.
 */
class SignalAccuracyTest {
    private static final int RESOLUTION = 125;
    private static final int SIZE = 8192;
    private static final double SHIFT = 20_037;

    private final SignalMeter meter = new SignalMeter();

    @Test
    void levelIsWithinHalfADecibelAndBandwidthWithinFivePercentFrom10To40DecibelsOfSnr() {
        System.out.println(
                "| signal | SNR dB | level error dB | centre error Hz | 99 % bandwidth true, error | SNR error dB |");
        System.out.println("|---|---|---|---|---|---|");
        for (Waveform wave : waves()) {
            for (double snr : new double[] {10, 20, 30, 40}) {
                check(wave, snr);
            }
        }
    }

    private static List<Waveform> waves() {
        return List.of(
                Waveform.carrier(),
                Waveform.am(0.3, 5000),
                Waveform.fm(6000, 300),
                Waveform.qpsk(24, 0.35, 1),
                Waveform.flat(20_000, 2));
    }

    private void check(Waveform wave, double snrDb) {
        double level = snrDb < 15 ? -20 : -14;
        SpectrumRow row = Bench.row(wave, SHIFT, level, snrDb, RESOLUTION, SIZE);
        float[] noiseDb = new NoiseFloor().of(row);
        double width = Math.max(wave.occupiedHz(), 600);
        double levelError = 0;
        double centerError = 0;
        double widthError = 0;
        double snrError = 0;
        // What a detector hands over may be too narrow or too wide, and off the middle.
        for (double found : new double[] {0.9, 1.2, 1.8}) {
            SignalMeasure measure = measure(row, noiseDb, found * width, found * width * 0.05);
            levelError = larger(levelError, measure.levelDb() - level);
            centerError = larger(centerError, measure.centerHz() - Bench.TUNED_HZ - SHIFT);
            widthError = larger(widthError, measure.occupiedHz() - wave.occupiedHz());
            double inBand = snrDb + Decibels.of(wave.noiseWidthHz() / Math.max(measure.highHz() - measure.lowHz(), 1));
            snrError = larger(snrError, measure.snrDb() - inBand);
        }
        System.out.printf(
                Locale.ROOT,
                "| %s | %.0f | %+.2f | %+.0f | %s | %+.2f |%n",
                wave.name(),
                snrDb,
                levelError,
                centerError,
                wave.occupiedHz() == 0
                        ? String.format(Locale.ROOT, "below %.0f Hz", widthError)
                        : String.format(
                                Locale.ROOT,
                                "%.0f Hz, %+.1f %%",
                                wave.occupiedHz(),
                                100 * widthError / wave.occupiedHz()),
                snrError);
        assertThat(Math.abs(snrError)).as("SNR of " + wave.name()).isLessThan(0.5);
        assertThat(levelError).as("level of " + wave.name()).isBetween(-0.5, 0.5);
        assertThat(Math.abs(widthError))
                .as("bandwidth of " + wave.name())
                .isLessThan(wave.occupiedHz() == 0 ? 3 * RESOLUTION : 0.05 * wave.occupiedHz());
        assertThat(Math.abs(centerError)).isLessThan(Math.max(0.6 * RESOLUTION, 0.01 * wave.occupiedHz()));
    }

    private SignalMeasure measure(SpectrumRow row, float[] noiseDb, double width, double off) {
        double middle = Bench.TUNED_HZ + SHIFT + off;
        return meter.measure(row, noiseDb, middle - width / 2, middle + width / 2, Double.NaN)
                .orElseThrow();
    }

    private static double larger(double a, double b) {
        return Math.abs(a) > Math.abs(b) ? a : b;
    }

    /** What a scan with its default settings gives: 16 transforms, 40 looks a cell. */
    @Test
    void sixteenAveragesAreEnoughFrom20DecibelsOn() {
        for (Waveform wave : waves()) {
            check(wave.firstSamples(16 * SIZE), 20);
        }
    }

    @Test
    void levelBandwidthsAreThoseOfTheSpectrumsShape() {
        // A raised cosine of 10 kBd and 0.35 is 6 dB down 0.5583 symbol rates from its middle, and 26 dB down at
        // 0.6638.
        checkLevelBandwidths(Waveform.qpsk(24, 0.35, 1), 13_277, 11_167);
        checkLevelBandwidths(Waveform.flat(20_000, 2), 20_000, 20_000);
    }

    private void checkLevelBandwidths(Waveform wave, double width26Hz, double width6Hz) {
        SpectrumRow row = Bench.row(wave, SHIFT, -14, 40, RESOLUTION, SIZE);
        SignalMeasure measure = measure(row, new NoiseFloor().of(row), 1.2 * wave.occupiedHz(), 0);
        System.out.printf(
                Locale.ROOT,
                "| %s | 26 dB %.0f Hz, %+.1f %% | 6 dB %.0f Hz, %+.1f %% |%n",
                wave.name(),
                width26Hz,
                100 * (measure.width26Hz() / width26Hz - 1),
                width6Hz,
                100 * (measure.width6Hz() / width6Hz - 1));
        assertThat(measure.width26Hz()).isCloseTo(width26Hz, withinPercentage(5));
        assertThat(measure.width6Hz()).isCloseTo(width6Hz, withinPercentage(5));
    }

    @Test
    void bandwidthIsWithinFivePercentWithCellsUpTo7PercentOfIt() {
        System.out.println("| signal | resolution Hz | share of the bandwidth | largest error | 26 dB, 6 dB Hz |");
        System.out.println("|---|---|---|---|---|");
        for (Waveform wave : List.of(Waveform.fm(6000, 300), Waveform.qpsk(24, 0.35, 1), Waveform.flat(20_000, 2))) {
            for (int resolution : new int[] {400, 600, 800, 1300}) {
                checkResolution(wave, resolution);
            }
        }
    }

    /** At three places between two cells. */
    private void checkResolution(Waveform wave, int resolution) {
        double error = 0;
        SignalMeasure measure = null;
        for (int place = 0; place < 3; place++) {
            double shift = 20_000 + place * 0.25 * resolution;
            int size = Integer.highestOneBit(8 * Waveform.RATE / resolution);
            SpectrumRow row = Bench.row(wave, shift, -14, 30, resolution, size);
            double middle = Bench.TUNED_HZ + shift;
            double reach = 0.65 * wave.occupiedHz();
            measure = meter.measure(row, new NoiseFloor().of(row), middle - reach, middle + reach, middle)
                    .orElseThrow();
            error = larger(error, measure.occupiedHz() / wave.occupiedHz() - 1);
        }
        System.out.printf(
                Locale.ROOT,
                "| %s | %d | %.1f %%, %s | %+.1f %% | %.0f, %.0f |%n",
                wave.name(),
                resolution,
                100 * resolution / wave.occupiedHz(),
                measure.resolution(),
                100 * error,
                measure.width26Hz(),
                measure.width6Hz());
        if (measure.resolution() != SignalMeasure.Resolution.COARSE) {
            assertThat(Math.abs(error)).isLessThan(0.05);
        }
    }
}
