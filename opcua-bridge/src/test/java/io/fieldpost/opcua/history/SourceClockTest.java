package io.fieldpost.opcua.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Value;
import java.nio.file.Path;
import java.time.Instant;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clocks that jump and stand still, and archives that round: rather a gap that is told than a value that comes twice. */
class SourceClockTest {
    private static final long SECOND = 1_000 * Mark.MILLI;
    private static final long T = PlayedHistory.BEGIN;
    private static final long NEVER_SET = new DateTime(Instant.parse("2000-01-01T00:00:00Z")).utcTime();

    @TempDir
    Path directory;

    private PlayedHistory played;

    @BeforeEach
    void connect() {
        played = new PlayedHistory(directory);
        played.change(T, 0);
        played.connect();
    }

    private void fillAll() {
        for (int i = 0; i < 20 && played.hasGaps(); i++) {
            played.fill(played.archive.size(), 1_000);
        }
    }

    private Value told(String field) {
        synchronized (played) {
            Measurement event = played.report().take(Instant.EPOCH, false);
            assertThat(event).isNotNull();
            return ((Value.Record) event.value()).fields().get(field);
        }
    }

    @Test
    void clockThatWasSetBackIsToldAndNothingComesTwice() {
        played.change(T + SECOND, 1);
        played.disconnect();
        played.change(NEVER_SET, 2);
        played.change(NEVER_SET + SECOND, 3);
        played.connect();
        fillAll();
        assertThat(played.delivered).doesNotHaveDuplicates().hasSize(3);
        assertThat(told("reason")).isEqualTo(new Value.Text("the source's clock was set back"));
    }

    @Test
    void clockThatWasCorrectedIsReadFromTheLatestTimeThatWasDelivered() {
        played.change(T + SECOND, 1);
        played.change(NEVER_SET, 2);
        played.disconnect();
        played.change(T + 10 * SECOND, 3);
        played.change(T + 11 * SECOND, 4);
        played.connect();
        fillAll();
        assertThat(played.delivered).doesNotHaveDuplicates().containsAll(played.archive);
    }

    @Test
    void hourThatComesTwiceIsNotReadBackTheSecondTime() {
        played.change(T + 3_000 * SECOND, 1);
        played.change(T + 100 * SECOND, 2);
        played.disconnect();
        played.change(T + 200 * SECOND, 3);
        played.change(T + 300 * SECOND, 4);
        played.connect();
        fillAll();
        assertThat(played.delivered).doesNotHaveDuplicates();
        assertThat(told("reason")).isEqualTo(new Value.Text("the source's clock showed these times before"));
    }

    @Test
    void archiveThatRoundsToMillisecondsDoesNotRepeatTheEnds() {
        played.change(T + SECOND + 1_234, 1);
        played.disconnect();
        played.change(T + 2 * SECOND + 7_777, 2);
        played.change(T + 3 * SECOND + 9_999, 3);
        played.connect();
        played.archive.replaceAll(SourceClockTest::rounded);
        fillAll();
        assertThat(played.delivered)
                .extracting(DataValue::value)
                .extracting(value -> value.value())
                .containsExactly(0, 1, 3, 2);
    }

    private static DataValue rounded(DataValue value) {
        long time = PointMark.time(value);
        long whole = (time + Mark.MILLI / 2) / Mark.MILLI * Mark.MILLI;
        return PlayedHistory.value(whole, (Integer) value.value().value());
    }

    @Test
    void spanThatIsLongerThanAllowedIsCutAndToldSo() {
        played.disconnect();
        long day = PlayedHistory.LONGEST.toSeconds() * SECOND;
        played.change(T + SECOND, 1);
        played.change(T + day, 2);
        played.change(T + day + 2 * SECOND, 3);
        played.connect();
        fillAll();
        assertThat(played.delivered).extracting(value -> value.value().value()).containsExactly(0, 3, 2);
        assertThat(told("shortened")).isEqualTo(new Value.Int(1));
    }

    @Test
    void valueThatHasNotChangedIsNoGap() {
        played.disconnect();
        played.connect();
        assertThat(played.hasGaps()).isFalse();
        assertThat(played.delivered).hasSize(1);
    }
}
