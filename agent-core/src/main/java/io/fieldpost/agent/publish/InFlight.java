package io.fieldpost.agent.publish;

import java.time.Duration;
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

    private final Map<Long, Outbox.Item> records = new HashMap<>();
    private boolean birth;
    private long lastTicket = BIRTH;
    private long bytes;
    private long lastAnswer;

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
        records.put(lastTicket, item);
        bytes += item.size();
        return lastTicket;
    }

    /** An acknowledgement came; returns its record, null when it was none of a record. */
    Outbox.@Nullable Item answered(long ticket, long nowNanos) {
        lastAnswer = nowNanos;
        if (ticket == BIRTH) {
            birth = false;
            return null;
        }
        Outbox.Item item = records.remove(ticket);
        if (item != null) {
            bytes -= item.size();
        }
        return item;
    }

    /** Whether one more may be handed over. */
    boolean hasRoom(int limit) {
        return waiting() < limit && bytes < MAX_BYTES;
    }

    /** Whether something waits and nothing was acknowledged for {@link #SILENCE}. */
    boolean silent(long nowNanos) {
        return waiting() > 0 && nowNanos - lastAnswer >= SILENCE.toNanos();
    }

    /** How many records. */
    int records() {
        return records.size();
    }

    /** The record on its way if it is the only one; else null. */
    Outbox.@Nullable Item only() {
        return records.size() == 1 ? records.values().iterator().next() : null;
    }

    private int waiting() {
        return records.size() + (birth ? 1 : 0);
    }
}
