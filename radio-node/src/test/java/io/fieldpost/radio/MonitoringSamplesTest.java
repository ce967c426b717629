package io.fieldpost.radio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.within;

import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.StreamingDriver;
import io.fieldpost.driver.Value;
import io.fieldpost.radio.simulation.Eb200Server;
import io.fieldpost.radio.simulation.LevelSource;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The whole driver on the samples of a monitoring receiver, which sends a tone of half of full scale an eighth of its rate above its centre. */
@Timeout(120)
class MonitoringSamplesTest {
    private final RecordingContext context = new RecordingContext();
    private final BlockingQueue<Measurement> received = new LinkedBlockingQueue<>();

    @Test
    void scanOfItsSamplesShowsTheToneAtItsLevel() throws Exception {
        try (Eb200Server server = Eb200Server.measuring(LevelSource.carriers(0));
                StreamingDriver driver = driver(server)) {
            driver.open();
            driver.start(List.of(), received::add);

            Measurement trace = received.poll(60, TimeUnit.SECONDS);
            assertThat(trace).isNotNull();
            Value.Series series = (Value.Series) trace.value();
            float strongest = Float.NEGATIVE_INFINITY;
            for (float level : series.values()) {
                strongest = Math.max(strongest, level);
            }
            assertThat(strongest).isEqualTo(-6.0f, within(0.3f));
            assertThat(series.conditions().fields()).containsEntry("sample_rate_hz", new Value.Int(128_000));
        }
    }

    @Test
    void otherRateThanTheReceiverHasIsToldWithTheRightOne() throws Exception {
        try (Eb200Server server = Eb200Server.measuring(LevelSource.carriers(0));
                StreamingDriver driver = (StreamingDriver) new RadioDriverFactory()
                        .create(
                                Settings.settings("receiver: 'eb200iq://127.0.0.1:" + server.port()
                                        + "?bandwidth=100kHz'\nmissions: [ { scan: 97MHz..98MHz } ]"),
                                context)) {
            assertThat(catchThrowable(driver::open)).hasMessageContaining("set the sample rate to 128000 Hz");
        }
    }

    private StreamingDriver driver(Eb200Server server) throws Exception {
        return (StreamingDriver) new RadioDriverFactory()
                .create(
                        Settings.settings("receiver: 'eb200iq://127.0.0.1:" + server.port()
                                + "?bandwidth=100kHz'\nsample_rate: 128kHz\nmissions: [ { scan: 97.56MHz..97.64MHz,"
                                + " resolution: 1kHz, every: 200ms } ]"),
                        context);
    }
}
