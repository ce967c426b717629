package io.fieldpost.opcua.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.driver.Point;
import io.fieldpost.driver.ValueType;
import io.fieldpost.opcua.value.Reading;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is remembered survives a kill in the midst of writing, and is trusted less after a power cut. */
class MemoryFileTest {
    private static final long TIME = PlayedHistory.BEGIN;
    private static final long BOOT = 7;

    @TempDir
    Path directory;

    private final Marks marks = new Marks(Map.of(), Duration.ofHours(24), new GapReport("press"));
    private final PointMark mark = marks.of(PlayedHistory.POINT);

    private void write(MemoryFile file) {
        synchronized (marks) {
            file.write(MemoryFile.image(marks));
        }
    }

    private Memory read(long boot) {
        Map<Long, Memory> memories = MemoryFile.in(directory, boot).read();
        assertThat(memories).hasSizeLessThanOrEqualTo(1);
        return memories.isEmpty() ? null : memories.values().iterator().next();
    }

    @Test
    void gapsAndAClockThatWasSetBackAreRemembered() {
        mark.delivered(Reading.of(PlayedHistory.value(TIME, 1)));
        synchronized (marks) {
            mark.interrupt();
        }
        mark.delivered(Reading.of(PlayedHistory.value(TIME + 500, 2)));
        mark.delivered(Reading.of(PlayedHistory.value(TIME + 300, 3)));
        write(MemoryFile.in(directory, BOOT));
        Memory memory = read(BOOT);
        assertThat(memory.last().time()).isEqualTo(TIME + 300);
        assertThat(memory.top()).isEqualTo(TIME + 500);
        assertThat(memory.land()).isEqualTo(TIME + 300);
        assertThat(memory.gaps()).hasSize(1);
        assertThat(memory.gaps().get(0).from().time()).isEqualTo(TIME);
        assertThat(memory.gaps().get(0).to().time()).isEqualTo(TIME + 500);
    }

    @Test
    void fileThatWasBeingWrittenCostsNoMoreThanThat() throws IOException {
        MemoryFile file = MemoryFile.in(directory, BOOT);
        mark.delivered(Reading.of(PlayedHistory.value(TIME, 1)));
        write(file);
        mark.delivered(Reading.of(PlayedHistory.value(TIME + 10, 2)));
        write(file);
        Path newest = directory.resolve("history.0");
        byte[] whole = Files.readAllBytes(newest);
        for (int damaged = 0; damaged < whole.length; damaged++) {
            Files.write(newest, whole);
            try (RandomAccessFile torn = new RandomAccessFile(newest.toFile(), "rw")) {
                torn.seek(damaged);
                torn.write(whole[damaged] ^ 1);
            }
            assertThat(read(BOOT).last().time()).as("byte " + damaged).isEqualTo(TIME);
        }
        Files.write(newest, whole);
        assertThat(read(BOOT).last().time()).isEqualTo(TIME + 10);
    }

    @Test
    void powerCutSetsMarksBack() {
        mark.delivered(Reading.of(PlayedHistory.value(TIME, 1)));
        write(MemoryFile.in(directory, BOOT));
        assertThat(read(BOOT + 1).last()).isEqualTo(Mark.before(TIME - MemoryFile.STEP_BACK));
    }

    @Test
    void serverWithoutHistoryLeavesNothingOnTheCard() throws IOException {
        mark.delivered(Reading.of(PlayedHistory.value(TIME, 1)));
        synchronized (marks) {
            mark.keepsNoHistory("none");
        }
        write(MemoryFile.in(directory, BOOT));
        try (var files = Files.list(directory)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void pointThatIsAbsentForAWhileIsNotForgotten() {
        MemoryFile file = MemoryFile.in(directory, BOOT);
        mark.delivered(Reading.of(PlayedHistory.value(TIME, 1)));
        write(file);
        Marks others = new Marks(file.read(), Duration.ofHours(24), new GapReport("press"));
        others.of(new Point("press", "other", "ns=1;s=Other", ValueType.ANY, "1"));
        synchronized (others) {
            file.write(MemoryFile.image(others));
        }
        assertThat(read(BOOT).last().time()).isEqualTo(TIME);
    }
}
