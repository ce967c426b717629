package io.fieldpost.agent.status;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One destination at one moment.
 *
 * @param since when it entered this state
 * @param detail why, in words for a technician; empty when all is well
 * @param published messages sent since the start, repeats included
 * @param acknowledged messages acknowledged since the start
 * @param backlog records stored and not yet settled
 * @param inFlight messages waiting for their acknowledgement
 * @param unreceived acknowledgements that said nobody subscribes, each of which leaves the record unsettled
 * @param lastAcknowledged when the last acknowledgement came
 */
public record DestinationStatus(
        String name,
        String url,
        State state,
        Instant since,
        String detail,
        long published,
        long acknowledged,
        long backlog,
        int inFlight,
        long unreceived,
        @Nullable Instant lastAcknowledged) {
    /** What a destination is doing. */
    public enum State {
        CONNECTING,
        CONNECTED,
        /** Failed; it tries again after its back-off. */
        WAITING,
        STOPPED
    }
}
