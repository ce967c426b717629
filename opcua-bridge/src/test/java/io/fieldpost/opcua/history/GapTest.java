package io.fieldpost.opcua.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GapTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final Marks marks = new Marks(Map.of(), Duration.ofHours(24), new GapReport("press"));
    private final Gap gap = new Gap(marks.of(PlayedHistory.POINT), Mark.before(1), Mark.before(2));

    @TempDir
    Path directory;

    @Test
    void archiveThatLagsIsAskedAgainMoreAndMoreRarelyForAsLongAsItMayLag() {
        Duration delay = Duration.ofSeconds(10);
        assertThat(gap.isDue(0)).isTrue();
        assertThat(gap.askAgain(0, delay)).isTrue();
        assertThat(gap.isDue(SECOND - 1)).isFalse();
        assertThat(gap.isDue(SECOND)).isTrue();
        assertThat(gap.askAgain(SECOND, delay)).isTrue();
        assertThat(gap.isDue(3 * SECOND - 1)).isFalse();
        assertThat(gap.isDue(3 * SECOND)).isTrue();
        assertThat(gap.askAgain(10 * SECOND, delay)).isFalse();
    }

    @Test
    void gapIsNotDoneBeforeTheArchiveShowsItsEnd() {
        PlayedHistory played = new PlayedHistory(directory);
        played.change(PlayedHistory.BEGIN, 0);
        played.connect();
        played.disconnect();
        played.change(PlayedHistory.BEGIN + 10, 1);
        played.change(PlayedHistory.BEGIN + 20, 2);
        played.change(PlayedHistory.BEGIN + 30, 3);
        played.connect();
        played.fill(2, 100);
        assertThat(played.hasGaps()).isTrue();
        played.fill(4, 100);
        assertThat(played.hasGaps()).isFalse();
        assertThat(played.delivered).containsExactlyInAnyOrderElementsOf(played.archive);
    }
}
