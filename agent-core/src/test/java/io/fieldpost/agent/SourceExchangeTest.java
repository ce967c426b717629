package io.fieldpost.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.fieldpost.agent.source.SourceRunner;
import io.fieldpost.agent.status.SourceStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class SourceExchangeTest {
    private static final long SECOND = 1_000_000_000;

    private final List<SourceRunner> sources = new CopyOnWriteArrayList<>();
    private final SourceExchange exchange = new SourceExchange(sources);
    private final List<String> gone = new ArrayList<>();

    private static SourceRunner runner(String name) {
        SourceStatus status = mock(SourceStatus.class);
        when(status.name()).thenReturn(name);
        SourceRunner runner = mock(SourceRunner.class);
        when(runner.status()).thenReturn(status);
        return runner;
    }

    @Test
    void successorBeginsWhenTheOldDriverHasEnded() {
        SourceRunner old = runner("press");
        SourceRunner next = runner("press");
        sources.add(old);
        exchange.exchange("press", () -> next, () -> gone.add("old"));
        exchange.step(0);
        assertThat(sources).containsExactly(old);
        assertThat(gone).isEmpty();

        when(old.hasEnded()).thenReturn(true);
        exchange.step(1);
        assertThat(sources).containsExactly(next);
        assertThat(gone).containsExactly("old");
        verify(old).stop(1, Duration.ZERO);
    }

    @Test
    void driverThatDoesNotEndIsGivenUp() {
        SourceRunner old = runner("press");
        SourceRunner next = runner("press");
        sources.add(old);
        exchange.exchange("press", () -> next, () -> {});
        exchange.step(0);
        exchange.step(2 * SECOND - 1);
        assertThat(sources).containsExactly(old);
        exchange.step(2 * SECOND);
        assertThat(sources).containsExactly(next);
    }

    @Test
    void askedForTwiceOneOfTheNameRunsAtATime() {
        SourceRunner old = runner("press");
        SourceRunner second = runner("press");
        SourceRunner third = runner("press");
        sources.add(old);
        exchange.exchange("press", () -> second, () -> {});
        exchange.exchange("press", () -> third, () -> {});
        exchange.step(0);
        assertThat(sources).containsExactly(old);
        verify(old, times(1)).requestStop();

        when(old.hasEnded()).thenReturn(true);
        when(second.hasEnded()).thenReturn(true);
        for (int i = 1; i <= 4; i++) {
            exchange.step(i);
            assertThat(sources).hasSize(1);
        }
        assertThat(sources).containsExactly(third);
    }

    @Test
    void sourceIsTakenOutWithoutASuccessor() {
        SourceRunner old = runner("press");
        SourceRunner other = runner("lathe");
        sources.addAll(List.of(old, other));
        when(old.hasEnded()).thenReturn(true);
        exchange.exchange("press", () -> null, () -> {});
        exchange.step(0);
        assertThat(sources).containsExactly(other);
    }
}
