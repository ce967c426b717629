package io.fieldpost.agent.store;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Figures of a whole store. Counters begin at the start of the process.
 *
 * @param bytes of all segments, now
 * @param budget bytes that may be used now: as configured, or less when the file system has not so much room
 * @param lasts how long the rest of the budget lasts at the present rate; null while there is no rate
 * @param records accepted
 * @param payloadBytes of them
 * @param writtenBytes handed to the operating system, all files of the store; by {@code payloadBytes} it is the write amplification
 * @param cardBytes what the operating system sent or has yet to send to the card, for the whole process and by its own account, which
 *     knows pages and no journal; -1 where it does not tell
 * @param forces how often the operating system was told to bring a file or directory to the card
 * @param forcesPerMinute the same at present, smoothed over a minute
 * @param lost records reported as lost, by cause; without those of which nothing was lost
 * @param setAside damaged places whose bytes were set aside
 * @param trouble what is wrong with the store now, in words for a technician; null when nothing is
 */
public record StoreFigures(
        long bytes,
        long budget,
        @Nullable Duration lasts,
        long records,
        long payloadBytes,
        long writtenBytes,
        long cardBytes,
        long forces,
        double forcesPerMinute,
        Map<Loss.Cause, Long> lost,
        long setAside,
        @Nullable String trouble) {
    public StoreFigures {
        lost = Map.copyOf(lost);
    }
}
