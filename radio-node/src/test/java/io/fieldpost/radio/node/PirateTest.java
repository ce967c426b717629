package io.fieldpost.radio.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Value;
import io.fieldpost.radio.Settings;
import io.fieldpost.radio.receiver.Gain;
import io.fieldpost.radio.settings.RadioSettings;
import io.fieldpost.radio.simulation.PlayedReceiver;
import io.fieldpost.radio.simulation.Station;
import io.fieldpost.radio.simulation.SynthesisedBand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A station without a licence comes on in a band whose stations have theirs: from samples to the alarm and its evidence. */
class PirateTest {
    private static final SynthesisedBand LICENSED = new SynthesisedBand(3, false);
    private static final SynthesisedBand WITH_PIRATE = new SynthesisedBand(3, true);

    @TempDir
    private Path directory;

    private RadioSettings settings(String more) throws IOException {
        StringBuilder list = new StringBuilder("frequency,bandwidth,name,service\n");
        for (Station station : SynthesisedBand.licensed()) {
            list.append(station.frequencyHz())
                    .append("Hz,200kHz,")
                    .append(station.name())
                    .append(",broadcast\n");
        }
        Path licences = directory.resolve("licences.csv");
        Files.writeString(licences, list);
        return Settings.settings("receiver: 'rtl_tcp://127.0.0.1:1'\ngain: '20.7'\nsettle: 10ms\nlicences: '" + licences
                + "'\nmissions: [ { name: fm, scan: 87MHz..108MHz, resolution: 25kHz, every: 1s, averages: 32, detect: true"
                + " } ]\n" + more);
    }

    @Test
    void pirateIsToldInLessThanTenSecondsWithItsEvidence() throws Exception {
        PlayedReceiver receiver = new PlayedReceiver(LICENSED, 2_400_000, 20.7);
        try (NodeRun run = new NodeRun(settings("evidence: { after: 1s, before: 4MiB }\n"), receiver, directory)) {
            run.pass(Duration.ofSeconds(20));
            assertThat(run.of("fm/alarm")).isEmpty();
            Instant on = run.now();
            receiver.onAir(WITH_PIRATE);
            run.pass(Duration.ofSeconds(15));

            List<Measurement> alarms = run.of("fm/alarm");
            assertThat(alarms).hasSize(1);
            Measurement alarm = alarms.get(0);
            assertThat(NodeRun.text(alarm, "alarm")).isEqualTo("unlicensed");
            assertThat(NodeRun.whole(alarm, "frequency_hz"))
                    .isCloseTo(SynthesisedBand.unlicensed().frequencyHz(), within(25_000L));
            assertThat(Duration.between(on, alarm.sourceTime())).isLessThan(Duration.ofSeconds(10));

            assertThat(run.of("fm/evidence")).hasSize(2);
            Value.Series before = (Value.Series) run.of("fm/evidence").get(0).value();
            Value.Series during = (Value.Series) run.of("fm/evidence").get(1).value();
            int cell = (int) Math.round((SynthesisedBand.unlicensed().frequencyHz() - before.start()) / before.step());
            assertThat(during.values()[cell] - before.values()[cell]).isGreaterThan(10);
        }
        String name = "fm_99[23]\\d\\dkHz_unlicensed_[^-.]*";
        try (var files = Files.list(directory.resolve("recordings"))) {
            List<String> kept =
                    files.map(file -> file.getFileName().toString()).sorted().toList();
            assertThat(kept).anyMatch(file -> file.matches(name + "-before\\.sigmf-meta"));
            assertThat(kept).anyMatch(file -> file.matches(name + "\\.wav"));
            assertThat(kept).anyMatch(file -> file.matches(name + "\\.sigmf-meta"));
        }
    }

    @Test
    void licensedStationThatIsMerelyLoudIsNoAlarm() throws Exception {
        // 12 dB more than the others know it by: one in 500 values clips, and skirts come up on both sides.
        PlayedReceiver receiver = new PlayedReceiver(LICENSED, 2_400_000, 20.7);
        try (NodeRun run = new NodeRun(settings(""), receiver, directory)) {
            run.pass(Duration.ofSeconds(10));
            receiver.gain(new Gain.Fixed(327));
            run.pass(Duration.ofSeconds(20));

            assertThat(run.of("fm/alarm")).isEmpty();
            assertThat(run.of("fm")).isNotEmpty();
        }
    }
}
