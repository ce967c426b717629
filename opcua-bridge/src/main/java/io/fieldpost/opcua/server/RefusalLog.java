package io.fieldpost.opcua.server;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.tinylog.Logger;

/**
 * Who was not let in. The first time for each of the last {@value #MOST} is a WARN, every other time DEBUG: anyone who reaches the port can
 * make these, and must not fill the card with them. Any thread.
 */
final class RefusalLog {
    private static final int MOST = 16;
    /** More different ones than this in one life of the server are told no more. */
    private static final int MOST_WARNINGS = 200;

    private final Set<String> known = new LinkedHashSet<>();
    private final AtomicLong total = new AtomicLong();
    private int warnings;

    /** @param who what tells one from the other: a fingerprint, a user */
    void refused(String who, String message) {
        long count = total.incrementAndGet();
        if (isNew(who)) {
            Logger.warn("server opcua: {}", message);
        } else {
            Logger.debug("server opcua: {} ({} refusals so far)", message, count);
        }
    }

    private synchronized boolean isNew(String who) {
        if (!known.add(who) || warnings >= MOST_WARNINGS) {
            return false;
        }
        warnings++;
        if (known.size() > MOST) {
            known.remove(known.iterator().next());
        }
        return true;
    }

    /** How often somebody was refused. */
    long total() {
        return total.get();
    }
}
