package io.fieldpost.agent.record;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One object for a time that repeats: what is read in one go has few of them. Not thread-safe. */
final class RecentInstants {
    private static final int MOST = 16;

    private final @Nullable Instant[] recent = new Instant[MOST];

    Instant of(long second, int nanos) {
        int place = nanos / 100 & MOST - 1;
        Instant known = recent[place];
        if (known == null || known.getNano() != nanos || known.getEpochSecond() != second) {
            known = Instant.ofEpochSecond(second, nanos);
            recent[place] = known;
        }
        return known;
    }
}
