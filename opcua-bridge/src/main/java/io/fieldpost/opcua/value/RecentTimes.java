package io.fieldpost.opcua.value;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.jspecify.annotations.Nullable;

/**
 * One Instant for times that come again: a machine scans all its variables at once, so thousands of values share a few times. Any
 * thread.
 */
final class RecentTimes {
    /** As many scans as are on their way at once, and some; a power of two. */
    private static final int PLACES = 16;

    private static final int SHIFT = Long.SIZE - Integer.numberOfTrailingZeros(PLACES);
    /** Spreads what differs by the length of a scan. */
    private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;

    private final AtomicReferenceArray<@Nullable Clocked> recent = new AtomicReferenceArray<>(PLACES);

    private record Clocked(long ticks, Instant instant) {}

    private static int place(long ticks) {
        return (int) (ticks * SPREAD >>> SHIFT);
    }

    /** @param ticks of 100 ns since 1601 */
    Instant instant(long ticks) {
        int place = place(ticks);
        Clocked known = recent.getAcquire(place);
        if (known != null && known.ticks == ticks) {
            return known.instant;
        }
        Instant instant = new DateTime(ticks).getJavaInstant();
        recent.setRelease(place, new Clocked(ticks, instant));
        return instant;
    }
}
