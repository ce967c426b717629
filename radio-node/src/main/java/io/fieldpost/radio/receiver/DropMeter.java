package io.fieldpost.radio.receiver;

import java.time.Duration;

/**
 * Finds lost samples in a stream that has neither sequence numbers nor time stamps, such as rtl_tcp's, from when bytes arrive.
 *
 * <p>At each arrival, lag = rate × elapsed − received. Lag rises while samples are on their way and falls when they arrive late, so it is
 * noisy; its smallest value over a window of time is not. When that rises from one window to the next, samples were lost.
 *
 * <p>Limits: a loss of less than 10 ms of signal in a window is not seen (rtl_tcp itself loses whole transfers of 131,072 samples, 54.6 ms
 * at 2.4 MS/s); the first two windows give the reference; a crystal that is wrong by less than 1 % of the window's length each
 * window is followed and not counted; samples that come after all, later than a window, are taken off again. One thread.
 */
final class DropMeter {
    private static final long SHORTEST_WINDOW_NANOS = 500_000_000;
    private static final long SAMPLES_PER_TRANSFER = 131_072;
    private static final double UNSEEN_SECONDS = 0.010;

    private final double samplesPerNano;
    private final long windowNanos;
    private final double tolerance;
    private final long startedNanos;
    private final long samplesBefore;
    private long windowEndNanos;
    private double smallest = Double.POSITIVE_INFINITY;
    private double previous = Double.POSITIVE_INFINITY;
    private double reference = Double.NaN;
    private boolean warm;
    private double dropped;

    /**
     * @param samplesBefore what had arrived before the rate was set
     */
    DropMeter(long sampleRateHz, long samplesBefore, long nowNanos) {
        this.samplesBefore = samplesBefore;
        samplesPerNano = sampleRateHz / 1e9;
        windowNanos = windowNanos(sampleRateHz);
        tolerance = sampleRateHz * UNSEEN_SECONDS;
        startedNanos = nowNanos;
        windowEndNanos = nowNanos + windowNanos;
    }

    private static long windowNanos(long sampleRateHz) {
        return Math.max(SHORTEST_WINDOW_NANOS, 4 * SAMPLES_PER_TRANSFER * 1_000_000_000 / sampleRateHz);
    }

    /** How long after a loss it is told at the latest: at the end of the window after that in which it was. */
    static Duration notice(long sampleRateHz) {
        return Duration.ofNanos(2 * windowNanos(sampleRateHz));
    }

    /**
     * Notes an arrival.
     *
     * @param samples all that ever arrived, this time's included
     */
    void arrived(long samples, long nowNanos) {
        double lag = samplesPerNano * (nowNanos - startedNanos) - (samples - samplesBefore);
        if (nowNanos - windowEndNanos >= 0) {
            closeWindow();
            windowEndNanos = nowNanos + windowNanos;
        }
        smallest = Math.min(smallest, lag);
    }

    private void closeWindow() {
        if (warm && !Double.isNaN(reference)) {
            double change = smallest - reference;
            if (Math.abs(change) > tolerance) {
                dropped = Math.max(0, dropped + change);
            }
        }
        if (warm) {
            reference = smallest;
        }
        warm = true;
        previous = smallest;
        smallest = Double.POSITIVE_INFINITY;
    }

    /**
     * How many samples the receiver had taken at a time, what is still on its way included: the lag beyond the smallest is in buffers.
     * Too high by what was just lost, until the loss is noticed; and in the first window by up to a transfer and what is late.
     *
     * @return a count as {@link #arrived} takes it
     */
    long taken(long nowNanos) {
        double since = samplesPerNano * (nowNanos - startedNanos);
        double least = Math.min(smallest, previous);
        // Until a window is over, an arrival that was late can't be told from one that was not: all since the start is
        // on its way.
        double onItsWay = warm ? since - least : since - Math.min(0, least) + SAMPLES_PER_TRANSFER;
        return samplesBefore + (long) onItsWay;
    }

    /** Samples lost since the start, as far as closed windows tell. */
    long dropped() {
        return Math.round(dropped);
    }
}
