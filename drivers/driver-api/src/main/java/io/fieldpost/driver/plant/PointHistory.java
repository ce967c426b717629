package io.fieldpost.driver.plant;

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.Measurement;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads what the gateway's store still keeps of a point: plain values, no series and no records. Any thread; the work of one call is
 * bounded, and calls take turns.
 */
public interface PointHistory {
    /**
     * Reads on from where a page ended, or from the beginning.
     *
     * @return what was found, possibly nothing, and where to go on
     * @throws DriverException when the store can't be read now
     */
    Page read(Query query, @Nullable Bookmark from) throws DriverException;

    /**
     * What is asked for.
     *
     * @param source name of the source
     * @param point name of the point
     * @param from oldest source time wanted
     * @param to newest source time wanted
     * @param newestFirst in which order, as stored
     * @param limit most values in one answer, at least 1
     */
    record Query(String source, String point, Instant from, Instant to, boolean newestFirst, int limit) {}

    /**
     * Where a page ended. To others than the history two numbers without a meaning.
     *
     * @param record a record of the store
     * @param value a value in it
     */
    record Bookmark(long record, int value) {}

    /**
     * Part of an answer.
     *
     * @param next where to go on; null when there is no more. There may be more also behind a page without values, because one call looks
     *     at so much of the store and no further
     */
    record Page(List<Measurement> values, @Nullable Bookmark next) {}
}
