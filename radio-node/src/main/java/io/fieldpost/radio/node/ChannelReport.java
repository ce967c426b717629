package io.fieldpost.radio.node;

import io.fieldpost.radio.broadcast.StationReading;
import io.fieldpost.radio.classify.Classification;
import io.fieldpost.radio.measure.SignalMeasure;
import io.fieldpost.radio.sample.ClippedShare;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one look at a channel found.
 *
 * @param frequencyHz where it was looked
 * @param time when the look ended
 * @param seconds how long it was
 * @param signal what stands above the noise there; null when nothing does
 * @param noiseDb noise in the channel's width, in the unit of the levels
 * @param classification what kind of signal it is; null when nothing stands above the noise
 * @param amDepth of an AM signal, 0 to 1, from the power of its sidebands; not-a-number otherwise
 * @param fmDeviationHz of an FM signal, exceeded for 0.1 % of the time; not-a-number otherwise
 * @param statistics how its samples are distributed
 * @param station what a broadcast station said; null for a channel too narrow for one
 * @param clipping how many values lay at the converter's rails
 */
record ChannelReport(
        long frequencyHz,
        Instant time,
        double seconds,
        @Nullable SignalMeasure signal,
        double noiseDb,
        @Nullable Classification classification,
        double amDepth,
        double fmDeviationHz,
        ChannelStatistics statistics,
        @Nullable StationReading station,
        ClippedShare clipping) {}
