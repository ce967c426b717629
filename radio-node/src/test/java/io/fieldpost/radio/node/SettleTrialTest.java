package io.fieldpost.radio.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Value;
import io.fieldpost.radio.Settings;
import io.fieldpost.radio.receiver.SampleBlock;
import io.fieldpost.radio.settings.Mission;
import io.fieldpost.radio.simulation.PlayedReceiver;
import io.fieldpost.radio.simulation.SignalSource;
import io.fieldpost.radio.simulation.Station;
import io.fieldpost.radio.simulation.Tones;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettleTrialTest {
    private static final long RATE = 960_000;

    /** One transfer of rtl_tcp and 5 ms. */
    private static final double USUAL_MS = 131_072 / 960.0 + 5;

    private static final String SCAN = "{ name: fm, scan: 100MHz..101.2MHz, resolution: 25kHz, every: 1s }";
    private static final SignalSource STATION = new Tones(List.of(new Station("a", 100_200_000, -20)), -100);

    @TempDir
    private Path directory;

    private NodeRun run(PlayedReceiver receiver, String mission) throws DriverException {
        return new NodeRun(
                Settings.settings("receiver: 'rtl_tcp://127.0.0.1:1'\nsample_rate: " + RATE
                        + "Hz\ngain: '0'\nmeasure_settle: true\nmissions: [ " + mission + " ]\n"),
                receiver,
                directory);
    }

    private static double real(Measurement measurement, String field) {
        return ((Value.Real) ((Value.Record) measurement.value()).fields().get(field)).value();
    }

    /** Samples of the old tuning for 40 ms and the rest of a block of 8.5 ms; a quarter more and 2 ms are thrown away. */
    @Test
    void missionsArePlannedWithTheTimeThatWasMeasured() throws Exception {
        PlayedReceiver receiver = new PlayedReceiver(STATION, RATE, 0);
        receiver.delayTunings(RATE * 40 / 1000);
        try (NodeRun run = run(receiver, SCAN)) {
            assertThatThrownBy(() -> run.node().operate("mission_list", new Value.Record(Map.of())))
                    .isInstanceOf(DriverException.class)
                    .hasMessageContaining("has not begun its missions yet");
            run.pass(Duration.ofSeconds(6));

            Measurement told = run.of("settle").get(0);
            double settleMs = real(told, "settle_ms");
            assertThat(settleMs).isBetween(40 * 1.25, 48.6 * 1.25 + 3);
            assertThat(NodeRun.text(told, "measured")).contains("true");
            assertThat(NodeRun.text(told, "reason")).contains("the worst of 6 tunings");
            assertThat(run.of("settle")).hasSize(1);
            assertThat(run.of("fm")).isNotEmpty();
            Value.Record conditions = ((Value.Series) run.of("fm").get(0).value()).conditions();
            assertThat(conditions.fields()).containsEntry("settle_ms", new Value.Real(settleMs));
        }
    }

    @Test
    void whereNothingIsSeenTheUsualTimeStaysAndThatIsSaid() throws Exception {
        try (NodeRun run = run(new PlayedReceiver(new Tones(List.of(), -95), RATE, 0), SCAN)) {
            run.pass(Duration.ofSeconds(6));

            Measurement told = run.of("settle").get(0);
            assertThat(real(told, "settle_ms")).isEqualTo(USUAL_MS, within(0.1));
            assertThat(NodeRun.text(told, "measured")).contains("false");
            assertThat(NodeRun.text(told, "reason")).contains("of 6 tunings showed in the samples");
            assertThat(run.of("fm")).isNotEmpty();
        }
    }

    @Test
    void aReceiverThatStaysWhereItIsBeginsAtOnce() throws Exception {
        PlayedReceiver fixed = new PlayedReceiver(STATION, RATE, 0) {
            @Override
            public OptionalLong fixedCenterHz() {
                return OptionalLong.of(100_200_000);
            }
        };
        try (NodeRun run = run(fixed, "{ name: look, watch: [ 100.2MHz ], dwell: 100ms, every: 1s }")) {
            run.pass(Duration.ofMillis(600));
            assertThat(NodeRun.text(run.of("settle").get(0), "measured")).contains("false");
            assertThat(run.of("look/100.2MHz")).isNotEmpty();
        }
    }

    /** A receiver whose samples come at a tenth of their rate does not hold the missions up for a minute. */
    @Test
    void slowSamplesEndTheTrialAfterSixSeconds() throws Exception {
        PlayedReceiver receiver = new PlayedReceiver(STATION, RATE, 0);
        List<Measurement> told = new ArrayList<>();
        boolean[] begun = new boolean[1];
        SettleTrial trial = new SettleTrial(
                new ReceiverPort(receiver, RATE, 1_000),
                new SettleTrial.Pair(100_000_000, 102_000_000),
                new Outlet("rx", List.of(), told::add, () -> NodeRun.START),
                () -> 10 * receiver.nanos(),
                () -> begun[0] = true);
        boolean over = false;
        while (!over) {
            assertThat(begun[0]).isFalse();
            SampleBlock block = receiver.take(Duration.ofSeconds(1));
            over = trial.step(block);
        }
        assertThat(begun[0]).isTrue();
        assertThat(receiver.nanos()).isBetween(600_000_000L, 620_000_000L);
        assertThat(NodeRun.text(told.get(0), "measured")).contains("false");
    }

    @Test
    void whatTheFirstMissionTunesToIsTunedToAndFro() {
        Mission hops = Settings.mission(SCAN);
        Mission one = Settings.mission("{ name: one, scan: 100MHz..100.2MHz, resolution: 25kHz, every: 1s }");
        Mission watch = Settings.mission("{ name: look, watch: [ 433.92MHz ] }");
        Mission record = Settings.mission("{ name: rec, record: 868.3MHz }");

        SettleTrial.Pair scanned = SettleTrial.Pair.of(List.of(watch, hops), RATE);
        assertThat(scanned.secondHz() - scanned.firstHz()).isBetween(500_000L, 700_000L);
        SettleTrial.Pair single = SettleTrial.Pair.of(List.of(one), RATE);
        assertThat(single.secondHz() - single.firstHz()).isEqualTo(2_000_000);
        assertThat(SettleTrial.Pair.of(List.of(watch, record), RATE))
                .isEqualTo(new SettleTrial.Pair(433_920_000, 435_920_000));
        assertThat(SettleTrial.Pair.of(List.of(record), RATE))
                .isEqualTo(new SettleTrial.Pair(868_300_000, 870_300_000));
    }

    @Test
    void aTimeThatIsSetIsNotMeasuredToo() {
        assertThatThrownBy(() ->
                        Settings.settings("receiver: 'rtl_tcp://127.0.0.1:1'\nsettle: 20ms\nmeasure_settle: true\n"
                                + "missions: [ " + SCAN + " ]\n"))
                .hasMessageContaining("leave one of them out");
    }
}
