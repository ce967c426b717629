package io.fieldpost.radio.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fieldpost.radio.sample.SampleFormat;
import io.fieldpost.radio.spectrum.Averager;
import io.fieldpost.radio.spectrum.Fft;
import io.fieldpost.radio.spectrum.LevelUnit;
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
        float[] window = Window.HANN.coefficients(SIZE);
        float[] re = new float[SIZE];
        float[] im = new float[SIZE];
        Fft fft = new Fft(SIZE);
        Averager averager = new Averager(SIZE);
        for (int at = WAV_HEADER; at + 4 * SIZE <= wav.length; at += 4 * SIZE) {
            SampleFormat.CS16.decode(wav, at, SIZE, re, im, 0);
            for (int n = 0; n < SIZE; n++) {
                re[n] *= window[n];
                im[n] *= window[n];
            }
            fft.transform(re, im);
            averager.add(re, im);
        }
        float[] levelDb = new float[SIZE];
        for (int k = 0; k < SIZE; k++) {
            levelDb[k] = (float) Decibels.of(averager.mean(k + SIZE / 2 & SIZE - 1));
        }
        double binHz = (double) rate / SIZE;
        return new SpectrumRow(-SIZE / 2 * binHz, binHz, levelDb, LevelUnit.DBFS, averager.count(), Instant.EPOCH, "");
    }

    private static Path recording(String file) {
        String folder = System.getProperty("fieldpost.recordings", System.getenv("FIELDPOST_RECORDINGS"));
        Assumptions.assumeTrue(folder != null, "no folder of recordings is named: " + file);
        Path path = Path.of(folder, file);
        Assumptions.assumeTrue(Files.exists(path), "recording is not there: " + path);
        return path;
    }
}
