package io.fieldpost.agent.publish;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is on its way on one connection: the birth, and records that wait for their PUBACK. Ends with the connection. One thread. */
final class InFlight {
    /** Ticket of the birth. */
    static final long BIRTH = 0;

    /** After so long without any acknowledgement while something waits, the connection is worth nothing. */
    static final Duration SILENCE = Duration.ofSeconds(20);

    private static final int MAX_BYTES = 4 << 20;
    private static final int MAX_BACKLOG_BYTES = MAX_BYTES / 2;

    /** A record and when it was handed over. */
    record Sent(Outbox.Item item, long nanos) {}

    private final int window;
    private final Map<Long, Sent> records = new HashMap<>();
    private boolean birth;
    private long lastTicket = BIRTH;
    private long bytes;
    private int backlog;
    private long backlogBytes;
    private long lastAnswer;

    /** @param window how many messages may wait at once */
    InFlight(int window) {
        this.window = window;
    }

    /** The birth was handed over. */
    void birth(long nowNanos) {
        birth = true;
        lastAnswer = nowNanos;
    }

    /** A record is handed over; returns its ticket. */
    long add(Outbox.Item item, long nowNanos) {
        if (waiting() == 0) {
            lastAnswer = nowNanos;
        }
        lastTicket++;
        records.put(lastTicket, new Sent(item, nowNanos));
        count(item, 1);
        return lastTicket;
    }

    /** An acknowledgement came; returns its record, null when it was none of a record. */
    @Nullable
    Sent answered(long ticket, long nowNanos) {
        lastAnswer = nowNanos;
        if (ticket == BIRTH) {
            birth = false;
            return null;
        }
        Sent sent = records.remove(ticket);
        if (sent != null) {
            count(sent.item, -1);
        }
        return sent;
    }

    private void count(Outbox.Item item, int sign) {
        bytes += (long) sign * item.size();
        if (item.lane() == Lane.Kind.BACKLOG) {
            backlog += sign;
            backlogBytes += (long) sign * item.size();
        }
    }

    /** Whether one more may be handed over. */
    boolean hasRoom() {
        return waiting() < window && bytes < MAX_BYTES;
    }

    /** Whether it may be one of the backlog: half of the bytes are for live records alone. */
    boolean hasRoomForBacklog() {
        return backlogBytes < MAX_BACKLOG_BYTES;
    }

    /** Whether something waits and nothing was acknowledged for {@link #SILENCE}. */
    boolean silent(long nowNanos) {
        return waiting() > 0 && nowNanos - lastAnswer >= SILENCE.toNanos();
    }

    /** How many records. */
    int records() {
        return records.size();
    }

    /** How many of them are of the backlog. */
    int backlog() {
        return backlog;
    }

    /** The largest record on its way; null when there is none. */
    Outbox.@Nullable Item largest() {
        return records.values().stream()
                .map(Sent::item)
                .max(Comparator.comparingLong(item -> item.message().packetSize()))
                .orElse(null);
    }

    private int waiting() {
        return records.size() + (birth ? 1 : 0);
    }
}
