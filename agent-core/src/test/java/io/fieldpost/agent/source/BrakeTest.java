package io.fieldpost.agent.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BrakeTest {
    /** An interrupt would let each of its pauses end at once, and it would go on as fast as ever. */
    @Test
    void threadThatWasInterruptedIsSlowedAllTheSameAndSeesTheInterrupt() {
        Thread.currentThread().interrupt();
        for (int i = 0; i < 3; i++) {
            long before = System.nanoTime();
            Brake.pause();
            assertThat(System.nanoTime() - before).isGreaterThanOrEqualTo(9_000_000);
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        }
        assertThat(Thread.interrupted()).isTrue();
    }
}
