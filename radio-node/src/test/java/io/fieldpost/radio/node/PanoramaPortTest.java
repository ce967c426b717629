package io.fieldpost.radio.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import io.fieldpost.radio.receiver.Eb200Address;
import io.fieldpost.radio.receiver.eb200.Eb200Listener;
import io.fieldpost.radio.receiver.eb200.Eb200Receiver;
import io.fieldpost.radio.receiver.eb200.PanoramaSettings;
import io.fieldpost.radio.receiver.eb200.PanoramaSettings.IfPanorama;
import io.fieldpost.radio.receiver.eb200.PanoramaSettings.PanoramaScan;
import io.fieldpost.radio.receiver.eb200.PanoramaSettings.Task;
import io.fieldpost.radio.simulation.Eb200Behaviour;
import io.fieldpost.radio.simulation.Eb200Server;
import io.fieldpost.radio.spectrum.SpectrumRow;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How missions set a simulated receiver anew. */
@Timeout(30)
class PanoramaPortTest {
    private static final IfPanorama LOW = new IfPanorama(98_100_000, 1_000_000, 250_000, null);
    private static final IfPanorama HIGH = new IfPanorama(401_000_000, 50_000, 9_000, null);
    private static final PanoramaScan SCAN = new PanoramaScan(87_500_000, 108_000_000, 25_000);

    /** 70, 62 and 32 bytes of header: with and without the place of each piece. */
    @Test
    void afterEachChangeTheFirstRowThatIsShownIsWhole() throws Exception {
        for (int header : new int[] {70, 62, 32}) {
            try (Eb200Server server = Eb200Server.measuring(
                            (hertz, width) -> hertz / 1e7, Eb200Behaviour.USUAL.withHeader(header));
                    Eb200Receiver receiver = receiver(server)) {
                receiver.open();
                PanoramaPort port = port(receiver, LOW, Duration.ofSeconds(10));
                for (int i = 0; i < 10; i++) {
                    for (Task task : new Task[] {SCAN, HIGH, SCAN, LOW}) {
                        port.want("any", task);
                        assertThat(port.carryOut()).isNull();
                        SpectrumRow row = next(port, task);
                        assertThat(row.suspect())
                                .as("header " + header + ", " + i + ", " + task)
                                .isEmpty();
                        // Each level says where it was measured, to a tenth.
                        for (int cell = 0; cell < row.cells(); cell += 7) {
                            assertThat(row.levelDb()[cell])
                                    .isCloseTo((float) (row.frequencyHz(cell) / 1e7), within(0.051f));
                        }
                    }
                }
                assertThat(receiver.dropped()).isZero();
            }
        }
    }

    @Test
    void receiverThatShowsSomethingElseThanItWasToldIsLost() throws Exception {
        try (Eb200Server server = Eb200Server.measuring((hertz, width) -> 0);
                Eb200Receiver receiver = receiver(server)) {
            receiver.open();
            PanoramaPort port = port(receiver, HIGH, Duration.ofMillis(200));
            port.begin();
            assertThatThrownBy(() -> next(port, HIGH))
                    .isInstanceOfSatisfying(
                            DriverException.class, e -> assertThat(e.reason()).isEqualTo(Reason.TIMEOUT))
                    .hasMessageContaining(
                            "receiver shows 97600000 Hz and above in steps of 625 Hz for 200 ms, and was told")
                    .hasMessageContaining("401000000");
        }
    }

    /** A queue that is never empty. */
    @Test
    void floodOfLevelsHoldsUpNoSpectra() throws Exception {
        try (Eb200Server server = Eb200Server.measuring((hertz, width) -> 0);
                Eb200Receiver receiver = receiver(server)) {
            receiver.open();
            ArrayDeque<Reception> flood = new ArrayDeque<>() {
                private static final long serialVersionUID = 1L;

                @Override
                public Reception poll() {
                    return new Reception.Nothing();
                }

                @Override
                public boolean isEmpty() {
                    return false;
                }
            };
            PanoramaPort port = new PanoramaPort(
                    receiver, flood, null, null, LOW, task -> Duration.ofSeconds(10), System::nanoTime);
            port.begin();
            assertThat(next(port, LOW).cells()).isEqualTo(1_601);
        }
    }

    @Test
    void wishThatIsRefusedIsGivenBackAndTheNextOneIsCarriedOut() throws Exception {
        try (Eb200Server server =
                        Eb200Server.measuring((hertz, width) -> 0, Eb200Behaviour.USUAL.refusing("sens:freq 401"));
                Eb200Receiver receiver = receiver(server)) {
            receiver.open();
            PanoramaPort port = port(receiver, LOW, Duration.ofSeconds(10));
            port.want("high", HIGH);
            PanoramaPort.Refusal refusal = port.carryOut();
            assertThat(refusal).isNotNull();
            assertThat(refusal.wish().mission()).isEqualTo("high");
            assertThat(refusal.cause()).hasMessageContaining("sens:freq 401000000");
            port.want("low", LOW);
            assertThat(port.carryOut()).isNull();
            assertThat(next(port, LOW).cells()).isEqualTo(1_601);
        }
    }

    private static SpectrumRow next(PanoramaPort port, Task task) throws Exception {
        while (true) {
            if (port.take() instanceof Reception.Row row && task.shows(row.row())) {
                return row.row();
            }
        }
    }

    private static PanoramaPort port(Eb200Receiver receiver, Task current, Duration patience) {
        return new PanoramaPort(receiver, new ArrayDeque<>(), null, null, current, task -> patience, System::nanoTime);
    }

    private static Eb200Receiver receiver(Eb200Server server) {
        return new Eb200Receiver(
                new Eb200Address("127.0.0.1", server.port(), server.dataPort(), true),
                PanoramaSettings.of(LOW),
                Eb200Listener.NONE,
                "eb200",
                InstantSource.system());
    }
}
