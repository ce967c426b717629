package io.fieldpost.agent.publish;

import io.fieldpost.agent.store.ClockState;
import io.fieldpost.config.gateway.Identity;
import io.fieldpost.driver.Measurement;
import java.time.Instant;
import java.util.List;

/**
 * One message of the JSON profile, read.
 *
 * @param gateway who measured
 * @param stream {@code alarm}, {@code data} or {@code bulk}; text, so that a later stream does not make an old reader fail
 * @param epoch 16 hexadecimal digits
 * @param sequence number of the record in its stream and epoch
 * @param stored when it was stored, by the gateway's clock
 * @param clock whether that clock was known to be right
 * @param historical whether it waited in the store
 * @param measurements in their order; a point's address does not travel and is empty
 */
public record ProfileBatch(
        Identity gateway,
        String stream,
        String epoch,
        long sequence,
        Instant stored,
        ClockState clock,
        boolean historical,
        List<Measurement> measurements) {}
