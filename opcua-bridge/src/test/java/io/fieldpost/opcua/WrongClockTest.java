package io.fieldpost.opcua;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.driver.Measurement;
import io.fieldpost.opcua.simulation.chaos.ServerClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A controller's clock that was never set, or steps: values go on, and say both times. */
class WrongClockTest extends ChaosTest {
    @BeforeEach
    void begin() throws Exception {
        flowing();
    }

    @Test
    void clockThatFallsBackTo2000DoesNotStopValues() throws Exception {
        server.clock().set(ServerClock.NEVER_SET);
        Measurement told = source.awaitBeyond(server.points().tick() + 1, name(0));
        assertThat(told.sourceTime()).isBefore(Instant.parse("2000-01-02T00:00:00Z"));
        assertThat(told.receivedTime()).isAfter(Instant.parse("2020-01-01T00:00:00Z"));
        assertThat(source.failures()).isEmpty();
    }

    @Test
    void clockThatStepsBackAndForthLosesNothing() throws Exception {
        for (Duration step : new Duration[] {Duration.ofHours(-1), Duration.ofMinutes(10), Duration.ofDays(-400)}) {
            server.clock().step(step);
            awaitFlow();
        }
        assertThat(source.failures()).isEmpty();
        assertThat(source.ticks(name(0))).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void restartAtATimeBefore2000BringsDataAgain() throws Exception {
        server.clock().set(ServerClock.NEVER_SET);
        server.restart();
        awaitFlow();
    }
}
