package io.fieldpost.radio.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fieldpost.radio.classify.Classification;
import io.fieldpost.radio.classify.Modulation;
import io.fieldpost.radio.recording.RecordedSamples;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * What is known of recorded signals is found. They are not part of this repository: the folder is named by the system property {@code
 * fieldpost.recordings} or the environment variable {@code FIELDPOST_RECORDINGS}; without it, each is reported as skipped.
 */
class AnalyseRecordingsTest {
    @Test
    void wirelessMetersSendTwoBurstsOfAHundredThousandChips() throws Exception {
        List<FoundEmission> bursts = strongest(survey("wmbus_T1_868.950M_1600k.cu8"), 2);

        assertThat(bursts).allSatisfy(burst -> {
            assertThat(modulation(burst)).isEqualTo(Modulation.FSK2);
            assertThat(classification(burst).symbolRateHz()).isEqualTo(100_000, within(1_000.0));
            assertThat(burst.signal().centerHz()).isEqualTo(868_950_000, within(25_000.0));
            assertThat(burst.seconds()).isBetween(0.004, 0.020);
            assertThat(burst.doubt()).isEmpty();
        });
        // By their power in steps of a millisecond: 239 to 246 ms, and 455 to 471 ms.
        assertThat(bursts.get(0).startSeconds()).isEqualTo(0.239, within(0.001));
        assertThat(bursts.get(1).startSeconds()).isEqualTo(0.455, within(0.001));
    }

    @Test
    void transpondersArePulsesOverTheWholeBand() throws Exception {
        List<FoundEmission> found = survey("dump1090_modes1_1090M_2000k.cu8");

        assertThat(found).hasSize(1);
        assertThat(modulation(found.get(0))).isEqualTo(Modulation.PULSED);
        assertThat(classification(found.get(0)).confidence()).isGreaterThan(0.9);
        assertThat(found.get(0).signal().centerHz()).isEqualTo(1_090_000_000, within(100_000.0));
        assertThat(found.get(0).signal().occupiedHz()).isGreaterThan(1_500_000);
    }

    @Test
    void satelliteSendsThreeTimesAtNineThousandSixHundredSymbols() throws Exception {
        List<FoundEmission> found = survey("jradio_orbicraft-z.wav");

        assertThat(found).hasSize(3);
        assertThat(found).allSatisfy(burst -> {
            assertThat(modulation(burst)).isEqualTo(Modulation.FSK2);
            assertThat(classification(burst).symbolRateHz()).isEqualTo(9_600, within(5.0));
            assertThat(burst.signal().occupiedHz()).isEqualTo(9_900, within(100.0));
        });
    }

    @Test
    void anotherSendsTwoThousandFourHundredSymbolsOverNoiseOfItsOwnWidth() throws Exception {
        List<FoundEmission> found = strongest(survey("jradio_aausat-4-with-offset-2.wav"), 1);

        assertThat(modulation(found.get(0))).isEqualTo(Modulation.FSK2);
        assertThat(classification(found.get(0)).symbolRateHz()).isEqualTo(2_400, within(5.0));
        assertThat(found.get(0).startSeconds()).isEqualTo(0.16, within(0.025));
        assertThat(found.get(0).seconds()).isEqualTo(1.06, within(0.05));
    }

    /** It holds narrow lines in noise that fills the band, and nothing that is keyed. */
    @Test
    void linesInNoiseAreFoundWhereTheyAreAndNotCalledKeyed() throws Exception {
        List<FoundEmission> found = survey("jradio_stereo.wav");

        assertThat(found.stream().map(each -> Math.round(each.signal().centerHz() / 100)))
                .contains(297L, 340L, -453L);
        assertThat(found).allSatisfy(line -> {
            assertThat(line.signal().occupiedHz()).isLessThan(1_000);
            assertThat(classification(line).confidence()).isLessThan(0.5);
        });
    }

    @Test
    void rowsThatACarrierFillsAreReadWithoutAComplaint() throws Exception {
        FakeContext context = new FakeContext();
        Words.run(
                new AnalyseCommand(), context, recording("rtlpower_nhkfm3.csv").toString());

        assertThat(context.text())
                .contains("rows       299")
                .contains("128 of 781 Hz")
                .doesNotContain("refused");
    }

    private static List<FoundEmission> survey(String file) throws Exception {
        RecordedSamples recorded = RecordedSamples.of(recording(file), RecordedSamples.Hints.NONE);
        try (SampleReader reader = new SampleReader(recorded)) {
            return new RecordingSurvey(reader, null, () -> false).emissions();
        }
    }

    /** In the order of time. */
    private static List<FoundEmission> strongest(List<FoundEmission> found, int count) {
        return found.stream()
                .sorted(Comparator.comparingDouble(
                        (FoundEmission each) -> -each.signal().levelDb()))
                .limit(count)
                .sorted(Comparator.comparingDouble(FoundEmission::startSeconds))
                .toList();
    }

    private static Classification classification(FoundEmission found) {
        return Objects.requireNonNull(found.classification());
    }

    private static Modulation modulation(FoundEmission found) {
        return classification(found).modulation();
    }

    private static Path recording(String file) {
        String folder = System.getProperty("fieldpost.recordings", System.getenv("FIELDPOST_RECORDINGS"));
        Assumptions.assumeTrue(folder != null, "no folder of recordings is named: " + file);
        Path path = Path.of(folder, file);
        Assumptions.assumeTrue(Files.exists(path), "recording is not there: " + path);
        return path;
    }
}
