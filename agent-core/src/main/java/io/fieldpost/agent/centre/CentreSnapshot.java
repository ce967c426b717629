package io.fieldpost.agent.centre;

import io.fieldpost.agent.publish.GatewayStatus;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a receiver has seen, at one moment. Totals are since its start, rates since the snapshot before.
 *
 * @param connection {@code connected}, or why not
 * @param messages records received, duplicates included
 * @param values measurements in them
 * @param bytes of payload, as they came
 * @param historical records that had waited in a gateway's store and came beside what was new
 * @param malformed messages that could not be read
 * @param duplicates records whose number had been seen
 * @param outOfOrder records that came after a higher number of their lane; what that means, see {@link StreamFigures}
 * @param gaps holes now open, all streams
 * @param missing records in these holes
 * @param lost records that gateways reported as lost
 * @param lostMeasurements measurements that gateways reported as lost before they were numbered
 * @param streams figures of each stream
 * @param gateways each gateway, latest news
 */
public record CentreSnapshot(
        Instant taken,
        String connection,
        double messagesPerSecond,
        double valuesPerSecond,
        double bytesPerSecond,
        long messages,
        long values,
        long bytes,
        long historical,
        long malformed,
        long duplicates,
        long outOfOrder,
        long gaps,
        long missing,
        long lost,
        long lostMeasurements,
        List<StreamFigures> streams,
        List<Gateway> gateways) {
    /**
     * One gateway.
     *
     * @param state what it last said about itself; null when it said nothing yet
     * @param lastMessage when its last record came, by this machine's clock; null before the first
     * @param newestStored when the newest record received was stored, by the gateway's clock
     */
    public record Gateway(
            String id,
            String site,
            GatewayStatus.@Nullable State state,
            @Nullable Instant lastMessage,
            @Nullable Instant newestStored) {}
}
