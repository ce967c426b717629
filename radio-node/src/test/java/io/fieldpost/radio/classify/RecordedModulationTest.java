package io.fieldpost.radio.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fieldpost.radio.sample.Baseband;
import io.fieldpost.radio.sample.SampleFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * What is known of recorded signals is found. They are not part of this repository: the folder is named by the system property {@code
 * fieldpost.recordings} or the environment variable {@code FIELDPOST_RECORDINGS}; without it, each is reported as skipped.
 */
class RecordedModulationTest {
    private static final int WAV_HEADER = 44;

    @Test
    void wirelessMeterKeysFiftyKilohertzToEachSideAtAHundredThousandChips() throws IOException {
        Classification result =
                Classifier.classify(recording("wmbus_T1_868.950M_1600k.cu8", 0, SampleFormat.CU8, 1_600_000));
        Features.Levels levels = result.features().frequency().symbols();

        assertThat(result.modulation()).as(result.toString()).isEqualTo(Modulation.FSK2);
        assertThat(result.confidence()).isGreaterThan(0.9);
        assertThat(result.symbolRateHz()).isEqualTo(100_000, within(1_000.0));
        assertThat((levels.highHz() - levels.lowHz()) / 2).isEqualTo(50_000, within(8_000.0));
    }

    @Test
    void satelliteKeysNineThousandSixHundredSymbols() throws IOException {
        Classification result =
                Classifier.classify(recording("jradio_orbicraft-z.wav", WAV_HEADER, SampleFormat.CS16, 48_000));

        assertThat(result.modulation()).as(result.toString()).isEqualTo(Modulation.FSK2);
        assertThat(result.symbolRateHz()).isEqualTo(9_600, within(1.0));
        assertThat(result.features().widthHz()).isEqualTo(9_900, within(200.0));
    }

    @Test
    void anotherKeysTwoThousandFourHundred() throws IOException {
        Classification result = Classifier.classify(
                recording("jradio_aausat-4-with-offset-2.wav", WAV_HEADER, SampleFormat.CS16, 12_800));

        assertThat(result.modulation()).as(result.toString()).isEqualTo(Modulation.FSK2);
        assertThat(result.symbolRateHz()).isEqualTo(2_400, within(5.0));
    }

    @Test
    void transpondersArePulses() throws IOException {
        Classification result =
                Classifier.classify(recording("dump1090_modes1_1090M_2000k.cu8", 0, SampleFormat.CU8, 2_000_000));

        assertThat(result.modulation()).as(result.toString()).isEqualTo(Modulation.PULSED);
        assertThat(result.confidence()).isGreaterThan(0.9);
    }

    /** Several narrow lines far apart, in noise: not one signal, and not called one. */
    @Test
    void severalWeakSignalsTogetherAreUnknown() throws IOException {
        Classification result =
                Classifier.classify(recording("jradio_stereo.wav", WAV_HEADER, SampleFormat.CS16, 100_000));

        assertThat(result.modulation()).as(result.toString()).isEqualTo(Modulation.UNKNOWN);
    }

    private static Baseband recording(String file, int header, SampleFormat format, double rateHz) throws IOException {
        String folder = System.getProperty("fieldpost.recordings", System.getenv("FIELDPOST_RECORDINGS"));
        Assumptions.assumeTrue(folder != null, "no folder of recordings is named: " + file);
        Path path = Path.of(folder, file);
        Assumptions.assumeTrue(Files.exists(path), "recording is not there: " + path);
        byte[] data = Files.readAllBytes(path);
        int samples = (data.length - header) / format.bytesPerSample();
        Baseband baseband = new Baseband(new float[samples], new float[samples], rateHz, 0);
        format.decode(data, header, samples, baseband.re(), baseband.im(), 0);
        return baseband;
    }
}
