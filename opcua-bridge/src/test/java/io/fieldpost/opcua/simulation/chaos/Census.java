package io.fieldpost.opcua.simulation.chaos;

import java.util.EnumMap;
import java.util.Map;
import org.eclipse.milo.opcua.sdk.server.servicesets.Service;

/** What clients asked for, counted over all lives of a server. Any thread. */
public final class Census {
    private final Map<Service, Long> requests = new EnumMap<>(Service.class);
    private int mostSessions;
    private int mostQueuedPublishes;

    Census() {}

    synchronized void asked(Service service) {
        requests.merge(service, 1L, Long::sum);
    }

    synchronized void saw(int sessions, int queuedPublishes) {
        mostSessions = Math.max(mostSessions, sessions);
        mostQueuedPublishes = Math.max(mostQueuedPublishes, queuedPublishes);
    }

    /** How often a service was asked for. */
    public synchronized long requests(Service service) {
        return requests.getOrDefault(service, 0L);
    }

    /** The most sessions that existed at a time. */
    public synchronized int mostSessions() {
        return mostSessions;
    }

    /** The most publish requests of one session that waited at a time. */
    public synchronized int mostQueuedPublishes() {
        return mostQueuedPublishes;
    }

    /** Forgets the most; the counts go on. */
    public synchronized void beginAnew() {
        mostSessions = 0;
        mostQueuedPublishes = 0;
    }
}
