package io.fieldpost.agent.status;

import io.fieldpost.agent.store.ClockState;
import io.fieldpost.agent.store.StreamState;
import io.fieldpost.config.gateway.Identity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The whole agent at one moment.
 *
 * @param started when this process started
 * @param taken when this snapshot was taken
 * @param clock whether the gateway's clock is known to be right
 * @param streams figures of the store, one for each stream
 * @param storeBytes bytes on the card, all streams
 * @param storeBudget bytes that may be used
 * @param lasts how long the rest of the budget lasts at the present rate; null while there is no rate
 * @param storeComplaint why the store can't take records now; null when it can
 */
public record AgentStatus(
        Identity gateway,
        String version,
        Instant started,
        Instant taken,
        ClockState clock,
        List<SourceStatus> sources,
        List<DestinationStatus> destinations,
        List<StreamState> streams,
        long storeBytes,
        long storeBudget,
        @Nullable Duration lasts,
        @Nullable String storeComplaint) {}
