package io.fieldpost.radio.licence;

import io.fieldpost.radio.detect.EmissionId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A channel as it is.
 *
 * @param centerHz the licensed frequency, or the centre of what is there without a licence
 * @param bandwidthHz likewise
 * @param licence whose channel it is, or null
 * @param emission what is on the air there, or null
 * @param deviations what is outside its limits; empty unless {@link ChannelState#OUT_OF_TOLERANCE}
 * @param product what makes it, when it is {@link ChannelState#INTERMODULATION} and strong emissions that explain it are in sight
 * @param since when it came into this state
 */
public record ChannelStatus(
        ChannelState state,
        double centerHz,
        double bandwidthHz,
        @Nullable Channel licence,
        @Nullable EmissionId emission,
        List<Deviation> deviations,
        @Nullable Product product,
        Instant since) {}
