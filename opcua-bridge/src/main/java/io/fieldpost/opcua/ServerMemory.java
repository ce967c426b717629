package io.fieldpost.opcua;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

/** What is worth knowing of a server longer than one connection lasts, until the agent ends. Any thread. */
final class ServerMemory {
    /** More is asked of no server at once, whatever it says that it can do. */
    static final int MOST_PER_CALL = 1_000;

    private final SessionBudget sessions = new SessionBudget();
    private final AtomicInteger itemsPerCall = new AtomicInteger(MOST_PER_CALL);

    /** One server each, by its endpoint. */
    static final class Servers {
        private final ConcurrentMap<String, ServerMemory> byEndpoint = new ConcurrentHashMap<>();

        ServerMemory of(String endpoint) {
            return byEndpoint.computeIfAbsent(endpoint, unknown -> new ServerMemory());
        }
    }

    SessionBudget sessions() {
        return sessions;
    }

    /** How many monitored items to create in one call; the server's own limit may be lower. */
    int itemsPerCall() {
        return itemsPerCall.get();
    }

    /** The server could not do so many at once; half of them next time. */
    void tooMany(int items) {
        itemsPerCall.accumulateAndGet(Math.max(1, items / 2), Math::min);
    }
}
