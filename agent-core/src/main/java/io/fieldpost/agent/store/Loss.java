package io.fieldpost.agent.store;

import io.fieldpost.agent.StreamName;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Records or measurements that are gone, and why. Each is itself delivered.
 *
 * @param stream where they belonged
 * @param epoch the epoch that the sequences belong to, 16 hexadecimal digits
 * @param first lowest sequence lost, 0 when they never got one
 * @param last highest sequence lost, 0 when they never got one
 * @param count how many records (with sequences) or measurements (without)
 * @param cause why
 * @param from time of the oldest, if known
 * @param to time of the newest, if known
 */
public record Loss(
        StreamName stream,
        String epoch,
        long first,
        long last,
        long count,
        Cause cause,
        @Nullable Instant from,
        @Nullable Instant to) {
    /** Why something was lost. */
    public enum Cause {
        /** The disk budget was used up. */
        BUDGET,
        /** The file system was full or failed. */
        DISK,
        /** Bytes on the card were damaged. */
        DAMAGE,
        /**
         * The gateway lost power before the newest records were on the card. The range is that of all numbers that could have been
         * given, so {@code count} is an upper bound; none of them is given again.
         */
        POWER_CUT,
        /** A driver handed over more than could be taken. */
        OVERRUN,
        /** One record was too large to be sent. */
        TOO_LARGE;

        /** Lower case, as it goes on the wire. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
