package io.fieldpost.radio.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.driver.Measurement;
import io.fieldpost.radio.Settings;
import io.fieldpost.radio.settings.RadioSettings;
import io.fieldpost.radio.simulation.PlayedReceiver;
import io.fieldpost.radio.simulation.SignalSource;
import io.fieldpost.radio.simulation.Station;
import io.fieldpost.radio.simulation.Tones;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two strong carriers, and something where their product of third order would fall: the gain tells which it is. */
class ProductsTest {
    private static final long LOWER = 433_300_000;
    private static final long UPPER = 433_500_000;
    private static final long PRODUCT = 2 * UPPER - LOWER;

    @TempDir
    private Path directory;

    private RadioSettings settings() throws IOException {
        Path licences = directory.resolve("licences.csv");
        Files.writeString(
                licences,
                "frequency,bandwidth,name,service\n" + LOWER + "Hz,25kHz,lower,fixed\n" + UPPER
                        + "Hz,25kHz,upper,fixed\n433.9MHz,25kHz,far,fixed\n");
        return Settings.settings("receiver: 'rtl_tcp://127.0.0.1:1'\nsample_rate: 1.2MHz\ngain: '20.7'\nsettle: 10ms\n"
                + "evidence: { after: 0s }\nlicences: '" + licences
                + "'\nmissions: [ { name: band, scan: 433.2MHz..433.9MHz, resolution: 5kHz, every: 1s, averages: 64, detect:"
                + " true } ]\n");
    }

    /** Levels are those at a gain of 20.7 dB; a product moves three times as much as the gain. */
    private static SignalSource air(boolean product) {
        return (centerHz, rate, gainDb) -> {
            double more = gainDb - 20.7;
            double third = product ? 3 * more : more;
            return new Tones(
                            List.of(
                                    new Station("lower", LOWER, -15 + more - gainDb),
                                    new Station("upper", UPPER, -15 + more - gainDb),
                                    new Station("third", PRODUCT, -55 + third - gainDb)),
                            -105 - gainDb)
                    .loop(centerHz, rate, gainDb);
        };
    }

    private NodeRun run(boolean product) throws Exception {
        return new NodeRun(
                settings(),
                new PlayedReceiver(air(product), 1_200_000, 20.7) {
                    @Override
                    public List<Integer> gainsTenthsOfDb() {
                        return List.of(144, 157, 166, 197, 207, 229);
                    }
                },
                directory);
    }

    @Test
    void whatFallsThreeTimesAsMuchIsAProductAndNoAlarm() throws Exception {
        try (NodeRun run = run(true)) {
            run.pass(Duration.ofSeconds(40));

            assertThat(run.of("intermodulation_test")).isNotEmpty();
            assertThat(NodeRun.text(run.of("intermodulation_test").get(0), "origin"))
                    .isEqualTo("third_order");
            assertThat(kinds(run)).doesNotContain("unlicensed");
        }
    }

    @Test
    void whatFallsAsTheGainIsThereAndHasNoLicence() throws Exception {
        try (NodeRun run = run(false)) {
            run.pass(Duration.ofSeconds(40));

            assertThat(NodeRun.text(run.of("intermodulation_test").get(0), "origin"))
                    .isEqualTo("true");
            assertThat(kinds(run)).contains("unlicensed");
        }
    }

    private static List<String> kinds(NodeRun run) {
        return run.of("band/alarm").stream()
                .map((Measurement alarm) -> NodeRun.text(alarm, "alarm"))
                .toList();
    }
}
