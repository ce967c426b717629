package io.fieldpost.agent.publish;

import io.fieldpost.agent.store.StoreException;
import io.fieldpost.agent.store.StoredRecord;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** What of one stream is still new. */
record Freshness(Remaining remaining, InstantSource clock) {
    /** What is older leaves in the backlog. What was measured while a short break lasted is still new to those who look at it. */
    static final Duration HISTORICAL_AFTER = Duration.ofSeconds(5);

    /** By the distance: a clock that was set back makes records old, which does no harm, and never holds them. */
    boolean isOld(StoredRecord record) {
        return Duration.between(record.storedTime(), clock.instant()).abs().compareTo(HISTORICAL_AFTER) > 0;
    }

    /**
     * Where a live lane begins at a new connection: the lowest sequence from which on all are new and unsettled, so that the lane goes not
     * back behind one that was kept; one above the newest when that is old.
     */
    long liveFrom(long oldest) throws StoreException {
        long newest = remaining.newest();
        long newFrom = newFrom(oldest, newest);
        long first = newest + 1;
        while (first > newFrom && remaining.contains(first - 1)) {
            first--;
        }
        return first;
    }

    /** From the newest back in steps that double, then between the last two. */
    private long newFrom(long oldest, long newest) throws StoreException {
        long lowestNew = newest + 1;
        long highestOld = oldest - 1;
        for (long step = 1; lowestNew - 1 > highestOld; step *= 2) {
            long probe = Math.max(oldest, lowestNew - step);
            if (isOldAt(probe)) {
                highestOld = probe;
                break;
            }
            lowestNew = probe;
        }
        while (lowestNew - 1 > highestOld) {
            long probe = highestOld + (lowestNew - highestOld) / 2;
            if (isOldAt(probe)) {
                highestOld = probe;
            } else {
                lowestNew = probe;
            }
        }
        return lowestNew;
    }

    /** Where it begins again when it has fallen behind: with the newest, or with the next one when that is old too. */
    long newestOrNext() throws StoreException {
        long newest = remaining.newest();
        return isOldAt(newest) ? newest + 1 : newest;
    }

    private boolean isOldAt(long sequence) throws StoreException {
        List<StoredRecord> found = remaining.read(sequence, 1, 1);
        return !found.isEmpty() && isOld(found.get(0));
    }
}
