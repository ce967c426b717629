package io.fieldpost.radio.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.radio.Settings;
import io.fieldpost.radio.simulation.PlayedReceiver;
import io.fieldpost.radio.simulation.SignalSource;
import io.fieldpost.radio.simulation.Station;
import io.fieldpost.radio.simulation.Tones;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChannelLookTest {
    @TempDir
    private Path directory;

    /** Each width and time that the settings allow, the narrowest and shortest among them, at rates without round factors. */
    @ParameterizedTest
    @CsvSource({
        "1kHz, 20ms, 2400000",
        "1kHz, 500ms, 2400000",
        "25kHz, 20ms, 1999993",
        "200kHz, 100ms, 960000",
        "110kHz, 50ms, 225001",
        "1MHz, 20ms, 2400000"
    })
    void channelOfAnyWidthIsLookedAtAndReported(String bandwidth, String dwell, long rate) throws Exception {
        SignalSource air = new Tones(List.of(new Station("carrier", 433_920_000, -20)), -110);
        try (NodeRun run = new NodeRun(
                Settings.settings("receiver: 'spyserver://127.0.0.1:1'\nsample_rate: " + rate
                        + "Hz\nsettle: 10ms\nmissions: [ { name: look, watch: [ 433.92MHz ], bandwidth: " + bandwidth
                        + ", dwell: " + dwell + ", every: 10s } ]"),
                new PlayedReceiver(air, rate, 0),
                directory)) {
            run.pass(Duration.ofSeconds(1));

            assertThat(run.of("look/433.92MHz")).hasSize(1);
            assertThat(run.lost).isEmpty();
        }
    }

    @Test
    void decimationsHaveSmallFactors() {
        assertThat(ChannelTap.decimation(2_400_000, 200_000)).isEqualTo(10);
        // 2,400,000 / 1,200 = 2,000; 13 is no factor of what is done at 1,999,993 / 151,515.
        assertThat(ChannelTap.decimation(2_400_000, 1_000)).isEqualTo(2_000);
        assertThat(ChannelTap.decimation(1_999_993, 126_000)).isEqualTo(12);
        assertThat(ChannelTap.decimation(48_000, 100_000)).isEqualTo(1);
    }
}
