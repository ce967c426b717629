package io.fieldpost.agent.status;

import io.fieldpost.agent.store.ClockState;
import io.fieldpost.agent.store.StoreFigures;
import io.fieldpost.agent.store.StreamState;
import io.fieldpost.config.gateway.Identity;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The whole agent at one moment.
 *
 * @param started when this process started
 * @param taken when this snapshot was taken
 * @param clock whether the gateway's clock is known to be right
 * @param servers what the plant may look at; empty when none is configured
 * @param streams figures of the store, one for each stream
 * @param store figures of the whole store
 * @param storeComplaint why the store can't take records now, or what else is wrong with it; null when nothing is
 * @param plugins where drivers come from that are not built in; empty when there are none
 */
public record AgentStatus(
        Identity gateway,
        String version,
        Instant started,
        Instant taken,
        ClockState clock,
        List<SourceStatus> sources,
        List<DestinationStatus> destinations,
        List<ServerStatus> servers,
        List<StreamState> streams,
        StoreFigures store,
        @Nullable String storeComplaint,
        List<PluginStatus> plugins) {
    /** A gateway without plug-ins. */
    public AgentStatus(
            Identity gateway,
            String version,
            Instant started,
            Instant taken,
            ClockState clock,
            List<SourceStatus> sources,
            List<DestinationStatus> destinations,
            List<ServerStatus> servers,
            List<StreamState> streams,
            StoreFigures store,
            @Nullable String storeComplaint) {
        this(
                gateway,
                version,
                started,
                taken,
                clock,
                sources,
                destinations,
                servers,
                streams,
                store,
                storeComplaint,
                List.of());
    }
}
