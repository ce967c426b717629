package io.fieldpost.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.agent.store.ClockState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClockProbeTest {
    private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");

    @TempDir
    Path root;

    @Test
    void nothingIsKnownWhereNoTimeServiceLeavesATrace() {
        assertThat(new ClockProbe(root).state()).isEqualTo(ClockState.UNKNOWN);
    }

    @Test
    void timesyncdRunsBeforeItHasSetTheClock() throws IOException {
        Path timesync = Files.createDirectories(root.resolve("run/systemd/timesync"));
        assertThat(new ClockProbe(root).state()).isEqualTo(ClockState.UNSYNCHRONISED);

        Files.createFile(timesync.resolve("synchronized"));
        assertThat(new ClockProbe(root).state()).isEqualTo(ClockState.SYNCHRONISED);
    }

    @Test
    void driftFileFromBeforeTheStartOfChronySaysNothing() throws IOException {
        touch("run/chrony/chronyd.pid", START);
        Path drift = touch("var/lib/chrony/chrony.drift", START.minusSeconds(600));
        assertThat(new ClockProbe(root).state()).isEqualTo(ClockState.UNKNOWN);

        Files.setLastModifiedTime(drift, FileTime.from(START.plusSeconds(3600)));
        assertThat(new ClockProbe(root).state()).isEqualTo(ClockState.SYNCHRONISED);

        Files.delete(root.resolve("run/chrony/chronyd.pid"));
        assertThat(new ClockProbe(root).state()).isEqualTo(ClockState.UNKNOWN);
    }

    private Path touch(String name, Instant modified) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.createFile(file);
        return Files.setLastModifiedTime(file, FileTime.from(modified));
    }
}
