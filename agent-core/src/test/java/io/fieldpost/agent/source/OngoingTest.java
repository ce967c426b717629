package io.fieldpost.agent.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OngoingTest {
    /** A call may return between two looks of the runner at it; seen as overdue, a healthy driver was interrupted. */
    @Test
    void callThatCameBackBeforeItsDeadlineIsNotOverdue() {
        PendingCall<String> call = new PendingCall<>(() -> "value", () -> {});
        Ongoing ongoing = new Ongoing(Ongoing.Kind.READ, call, 100);
        call.run();

        assertThat(ongoing.nanosLeft(10)).isZero();
        assertThat(ongoing.isOverdue(10)).isFalse();
        assertThat(ongoing.isOverdue(100)).isTrue();
    }
}
