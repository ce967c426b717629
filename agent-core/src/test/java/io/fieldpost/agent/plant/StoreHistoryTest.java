package io.fieldpost.agent.plant;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.agent.StreamName;
import io.fieldpost.agent.record.BatchCodec;
import io.fieldpost.agent.store.ClockState;
import io.fieldpost.agent.store.SegmentedStore;
import io.fieldpost.agent.store.StoreOptions;
import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.Quality;
import io.fieldpost.driver.Value;
import io.fieldpost.driver.ValueType;
import io.fieldpost.driver.plant.PointHistory.Bookmark;
import io.fieldpost.driver.plant.PointHistory.Page;
import io.fieldpost.driver.plant.PointHistory.Query;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** History out of a real store whose clock is set by hand. */
class StoreHistoryTest {
    private static final Instant START = Instant.parse("2026-11-26T08:00:00Z");
    private static final Point WANTED = new Point("press", "count", "", ValueType.INT, "1");
    private static final Point OTHER = new Point("press", "other", "", ValueType.BYTES, "1");
    private static final int SECONDS = 3000;
    private static final byte[] PADDING = new byte[400];

    @TempDir
    Path directory;

    private Instant now = START;
    private SegmentedStore store;
    private StoreHistory history;

    /** One value a second for fifty minutes, several segments long. */
    @BeforeEach
    void fill() throws Exception {
        Path path = directory.resolve("store");
        InstantSource clock = () -> now;
        store = SegmentedStore.open(StoreOptions.of(path, 64L << 20, Duration.ofSeconds(1), List.of()), clock);
        history = new StoreHistory(path, () -> store.state(StreamName.DATA).newest());
        for (int i = 0; i < SECONDS; i++) {
            now = START.plusSeconds(i);
            store(
                    new Measurement(OTHER, new Value.Bytes(PADDING), Quality.GOOD, now, now),
                    new Measurement(WANTED, new Value.Int(i), Quality.GOOD, now, now));
        }
        assertThat(store.state(StreamName.DATA).segments()).isGreaterThan(1);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void store(Measurement... batch) throws Exception {
        store.append(StreamName.DATA, BatchCodec.encode(List.of(batch)), batch.length, ClockState.SYNCHRONISED);
    }

    private static Query between(int first, int last, boolean newestFirst, int limit) {
        return new Query("press", "count", START.plusSeconds(first), START.plusSeconds(last), newestFirst, limit);
    }

    private List<Long> all(Query query) throws DriverException {
        List<Long> values = new ArrayList<>();
        Bookmark next = null;
        do {
            Page page = history.read(query, next);
            assertThat(page.values()).hasSizeLessThanOrEqualTo(query.limit());
            page.values().forEach(one -> values.add(((Value.Int) one.value()).value()));
            next = page.next();
        } while (next != null);
        return values;
    }

    @Test
    void aRangeOfTimeComesWholeAndInOrderOverItsPages() throws Exception {
        List<Long> expected = LongStream.rangeClosed(700, 2500).boxed().toList();
        assertThat(all(between(700, 2500, false, 250))).isEqualTo(expected);
    }

    @Test
    void theSameRangeBackwardsIsTheSameTurnedRound() throws Exception {
        List<Long> expected =
                LongStream.rangeClosed(700, 2500).map(i -> 3200 - i).boxed().toList();
        assertThat(all(between(700, 2500, true, 250))).isEqualTo(expected);
    }

    @Test
    void severalValuesInOneRecordAreDividedBetweenPagesWithoutLossOrRepetition() throws Exception {
        now = START.plusSeconds(10_000);
        Measurement[] batch = new Measurement[10];
        for (int i = 0; i < batch.length; i++) {
            batch[i] = new Measurement(WANTED, new Value.Int(i), Quality.GOOD, now, now);
        }
        store(batch);
        assertThat(all(between(10_000, 10_000, false, 3))).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
        assertThat(all(between(10_000, 10_000, true, 4))).containsExactly(9L, 8L, 7L, 6L, 5L, 4L, 3L, 2L, 1L, 0L);
    }

    @Test
    void oneCallLooksAtABoundedPartOfTheStoreEvenWhenItFindsNothing() throws Exception {
        Query nobody = new Query("press", "nobody", START, START.plusSeconds(SECONDS), false, 100);
        Page first = history.read(nobody, null);
        assertThat(first.values()).isEmpty();
        assertThat(first.next()).isNotNull();
        assertThat(first.next().record()).isBetween(2L, (long) StoreHistory.MOST_RECORDS + 1);
        assertThat(all(nobody)).isEmpty();
    }

    @Test
    void aTimeBeforeAndAfterEverythingKeptHasNoValues() throws Exception {
        assertThat(all(between(-90_000, -80_000, false, 10))).isEmpty();
        assertThat(all(between(80_000, 90_000, true, 10))).isEmpty();
        assertThat(history.read(new Query("press", "count", Instant.MIN, Instant.MAX, false, 5), null)
                        .values())
                .hasSize(5);
    }

    @Test
    void whatIsAppendedAfterTheFirstReadIsFoundByTheNext() throws Exception {
        assertThat(all(between(5000, 5000, false, 10))).isEmpty();
        now = START.plusSeconds(5000);
        store(Measurement.bad(WANTED, Quality.BAD_TIMEOUT, now), Measurement.good(WANTED, new Value.Int(5), now));
        Page page = history.read(between(5000, 5000, true, 10), null);
        assertThat(page.values()).extracting(Measurement::quality).containsExactly(Quality.GOOD, Quality.BAD_TIMEOUT);
    }
}
