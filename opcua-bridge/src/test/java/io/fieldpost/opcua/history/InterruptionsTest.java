package io.fieldpost.opcua.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;

/** However connections, restarts, an archive that lags and pages that are small follow each other: each value comes once. */
class InterruptionsTest {
    private enum What {
        CHANGE,
        CHANGE_AT_THE_SAME_TIME,
        CONNECT,
        DISCONNECT,
        RESTART,
        FILL
    }

    record Step(What what, int number) {}

    @Provide
    Arbitrary<List<Step>> lives() {
        Arbitrary<What> whats = Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(6, Arbitraries.of(What.CHANGE, What.CHANGE_AT_THE_SAME_TIME)),
                net.jqwik.api.Tuple.of(3, Arbitraries.of(What.CONNECT, What.DISCONNECT)),
                net.jqwik.api.Tuple.of(2, Arbitraries.of(What.RESTART, What.FILL)));
        return net.jqwik.api.Combinators.combine(whats, Arbitraries.integers().between(1, 50_000))
                .as(Step::new)
                .list()
                .ofMaxSize(60);
    }

    @Property
    void everyValueFromTheFirstOneOnComesOnce(@ForAll("lives") List<Step> steps) throws IOException {
        Path directory = Files.createTempDirectory("interruptions");
        try {
            PlayedHistory played = new PlayedHistory(directory);
            play(played, steps);
            played.connect();
            for (int i = 0; i < 200 && played.hasGaps(); i++) {
                played.fill(played.archive.size(), 10);
            }
            assertThat(played.hasGaps()).isFalse();
            int first = played.archive.indexOf(played.delivered.get(0));
            List<DataValue> expected = played.archive.subList(first, played.archive.size());
            assertThat(played.delivered).containsExactlyInAnyOrderElementsOf(expected);
        } finally {
            try (Stream<Path> files = Files.walk(directory)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        }
    }

    /** No time is a whole millisecond: such a one may be the rounded time of an equal value that follows within it ({@link Mark}). */
    private static void play(PlayedHistory played, List<Step> steps) {
        long time = PlayedHistory.BEGIN + 1;
        int worth = 0;
        int sameTime = 0;
        played.change(time, worth);
        for (Step step : steps) {
            switch (step.what) {
                case CHANGE -> {
                    time += 2L * step.number;
                    sameTime = 0;
                    played.change(time, step.number % 3 == 0 ? worth : ++worth);
                }
                case CHANGE_AT_THE_SAME_TIME -> {
                    if (++sameTime < 6) {
                        played.change(time, ++worth);
                    }
                }
                case CONNECT -> played.connect();
                case DISCONNECT -> played.disconnect();
                case RESTART -> played.restart();
                case FILL -> played.fill(1 + step.number % played.archive.size(), 8 + step.number % 5);
            }
        }
    }
}
