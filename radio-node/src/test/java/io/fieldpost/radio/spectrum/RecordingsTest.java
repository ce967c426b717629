package io.fieldpost.radio.spectrum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Known facts of recorded signals. They are not part of this repository: the folder is named by the system property {@code
 * fieldpost.recordings} or the environment variable {@code FIELDPOST_RECORDINGS}; without it, each is reported as skipped.
 */
class RecordingsTest {
    @ParameterizedTest
    @CsvSource({
        // Live wireless M-Bus meters; an overload case.
        "wmbus_T1_868.950M_1600k.cu8, 0.0057225, -15.7",
        // Live Mode S replies.
        "dump1090_modes1_1090M_2000k.cu8, 0.0007874, -14.2"
    })
    void clippingAndPowerOfARecordingAreWhatIsKnown(String file, double clipped, double rmsDbfs) throws IOException {
        byte[] iq = Files.readAllBytes(recording(file));
        int size = 256;
        int used = iq.length / (2 * size) * 2 * size;
        Periodogram periodogram = new Periodogram(size, Window.HANN);
        for (int at = 0; at < used; ) {
            at = periodogram.accept(iq, at, used);
        }
        double power = 0;
        for (int k = 0; k < size; k++) {
            power += periodogram.binPower(k);
        }

        assertThat((double) Clipping.count(iq, 0, iq.length) / iq.length).isEqualTo(clipped, within(5e-7));
        assertThat(periodogram.clipped()).isEqualTo(Clipping.count(iq, 0, used));
        assertThat(10 * Math.log10(power)).isEqualTo(rmsDbfs, within(0.2));
    }

    private static Path recording(String file) {
        String folder = System.getProperty("fieldpost.recordings", System.getenv("FIELDPOST_RECORDINGS"));
        Assumptions.assumeTrue(folder != null, "no folder of recordings is named: " + file);
        Path path = Path.of(folder, file);
        Assumptions.assumeTrue(Files.exists(path), "recording is not there: " + path);
        return path;
    }
}
