package io.fieldpost.driver.gpio;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.driver.gpio.address.InputWiring;
import io.fieldpost.driver.gpio.address.Pull;
import io.fieldpost.driver.gpio.pin.Lines;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class EdgesTest {
    private static final int PULSES = 500_000;

    private final Edges edges = new Edges(new InputWiring(Pull.NONE, false, Duration.ZERO), System::nanoTime);

    /** A line whose level changes a moment before its edge is told, as with the kernel. */
    private final Line line = new Line();

    private static final class Line implements Lines.Input {
        private volatile boolean high;

        @Override
        public boolean isHigh() {
            return high;
        }

        @Override
        public void close() {}
    }

    private void switchOnAndOff(int times) {
        for (int i = 0; i < times; i++) {
            line.high = true;
            edges.changed(true);
            line.high = false;
            edges.changed(false);
        }
    }

    @Test
    void pulsesAreCountedExactlyHoweverManyLooksComeBetween() throws Exception {
        edges.look(line);
        CompletableFuture<Void> switching = CompletableFuture.runAsync(() -> switchOnAndOff(PULSES));
        while (!switching.isDone()) {
            edges.look(line);
        }
        switching.join();
        assertThat(edges.look(line).pulses()).isEqualTo(PULSES);
    }

    @Test
    void edgeThatWasNeverToldIsSeenByTheNextLook() throws Exception {
        edges.look(line);
        line.high = true;
        assertThat(edges.look(line))
                .extracting(Edges.Seen::active, Edges.Seen::pulses)
                .containsExactly(true, 1L);
        line.high = false;
        assertThat(edges.look(line).active()).isFalse();
    }

    /** As on a line of an expander without an interrupt. */
    @Test
    void lineWhoseEdgesAreNeverToldIsFoundOut() throws Exception {
        edges.look(line);
        for (int change = 0; change < 3; change++) {
            assertThat(edges.look(line).untold()).isFalse();
            line.high = !line.high;
            edges.look(line);
        }
        assertThat(edges.look(line).untold()).isTrue();
        edges.changed(false);
        assertThat(edges.look(line).untold()).isFalse();
    }

    @Test
    void edgesBeforeTheFirstLookAreNoPulses() throws Exception {
        switchOnAndOff(3);
        line.high = true;
        assertThat(edges.look(line))
                .extracting(Edges.Seen::active, Edges.Seen::pulses)
                .containsExactly(true, 0L);
    }
}
