package io.fieldpost.radio.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fieldpost.radio.sample.SampleFormat;
import io.fieldpost.radio.spectrum.Decibels;
import io.fieldpost.radio.spectrum.LevelUnit;
import io.fieldpost.radio.spectrum.Periodogram;
import io.fieldpost.radio.spectrum.SpectrumRow;
import io.fieldpost.radio.spectrum.Window;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bandwidths of recorded signals, which are known; where recordings are is said in the radio node's README. */
class RecordedBandwidthTest {
    private static final int WAV_HEADER = 44;
    private static final int SIZE = 256;

    @ParameterizedTest
    @CsvSource({"jradio_orbicraft-z.wav, 48000, 9900", "jradio_aausat-4-with-offset-2.wav, 12800, 5000"})
    void occupiedBandwidthOfARecordingIsWhatIsKnown(String file, int rate, double occupiedHz) throws IOException {
        SpectrumRow row = spectrum(Files.readAllBytes(recording(file)), rate);
        float[] noiseDb = row(row);
        SignalMeasure measure = new SignalMeter()
                .measure(row, noiseDb, -0.45 * rate, 0.45 * rate, Double.NaN)
                .orElseThrow();
        System.out.println(file + ": " + measure);

        assertThat(measure.occupiedHz()).isEqualTo(occupiedHz, within(0.05 * occupiedHz));
    }

    private static float[] row(SpectrumRow row) {
        // A signal of half the band in one part: the lowest fifth is noise.
        return new NoiseFloor(new NoiseMethod.LowestShare(0.2), 200).of(row);
    }

    private static SpectrumRow spectrum(byte[] wav, int rate) {
        Periodogram periodogram = new Periodogram(SIZE, Window.HANN, SampleFormat.CS16, SIZE);
        int end = WAV_HEADER + (wav.length - WAV_HEADER) / (4 * SIZE) * 4 * SIZE;
        for (int at = WAV_HEADER; at < end; ) {
            at = periodogram.accept(wav, at, end);
        }
        float[] levelDb = new float[SIZE];
        for (int k = 0; k < SIZE; k++) {
            levelDb[k] = (float) Decibels.of(periodogram.tonePower(k + SIZE / 2 & SIZE - 1));
        }
        double binHz = (double) rate / SIZE;
        return new SpectrumRow(
                -SIZE / 2 * binHz, binHz, levelDb, LevelUnit.DBFS, periodogram.frames(), Instant.EPOCH, "");
    }

    private static Path recording(String file) {
        String folder = System.getProperty("fieldpost.recordings", System.getenv("FIELDPOST_RECORDINGS"));
        Assumptions.assumeTrue(folder != null, "no folder of recordings is named: " + file);
        Path path = Path.of(folder, file);
        Assumptions.assumeTrue(Files.exists(path), "recording is not there: " + path);
        return path;
    }
}
