package io.fieldpost.radio.node;

import io.fieldpost.radio.demodulation.DownConverter;
import io.fieldpost.radio.receiver.SampleBlock;
import java.util.OptionalLong;

/**
 * Takes one channel out of what the receiver gives: tunes beside it, so that a zero-IF receiver's false carrier does not lie in it, waits for
 * the tuner, and hands on the channel's samples at a lower rate. One thread; allocates nothing per block.
 */
final class ChannelTap {
    /** Beyond this part of the sample rate a receiver's filter falls off. */
    private static final double USABLE_FRACTION = 0.75;

    private static final int LARGEST_FACTOR = 7;

    private final ReceiverPort port;
    private final long frequencyHz;
    private final long centerHz;
    private final DownConverter converter;
    private float[] re = new float[0];
    private float[] im = new float[0];
    private float[] channelRe = new float[0];
    private float[] channelIm = new float[0];
    private long goodFrom;

    /** Takes the samples of a channel. */
    @FunctionalInterface
    interface Sink {
        /**
         * Takes the next piece.
         *
         * @param re real parts, of which {@code count} are good until this returns
         * @return whether that was enough
         */
        boolean accept(float[] re, float[] im, int count);
    }

    /**
     * A tap at one frequency.
     *
     * @param bandwidthHz what is kept, half of it on each side
     * @param decimation sample rate / the channel's rate
     */
    ChannelTap(ReceiverPort port, long frequencyHz, double bandwidthHz, int decimation) {
        this(port, frequencyHz, center(port, frequencyHz, bandwidthHz), bandwidthHz, decimation);
    }

    /** A tap in a band that is tuned to {@code centerHz}. */
    ChannelTap(ReceiverPort port, long frequencyHz, long centerHz, double bandwidthHz, int decimation) {
        this.port = port;
        this.frequencyHz = frequencyHz;
        this.centerHz = centerHz;
        converter = new DownConverter(port.sampleRateHz(), frequencyHz - centerHz, bandwidthHz / 2, decimation);
    }

    /** Where to tune for a channel: beside it when it fits, so that a false carrier at the centre is not in it. */
    static long center(ReceiverPort port, long frequencyHz, double bandwidthHz) {
        OptionalLong fixed = port.fixedCenterHz();
        if (fixed.isPresent()) {
            return fixed.getAsLong();
        }
        double rate = port.sampleRateHz();
        boolean fitsBeside = bandwidthHz / 2 < rate / 8 && rate / 4 + bandwidthHz / 2 <= USABLE_FRACTION / 2 * rate;
        return fitsBeside ? frequencyHz + Math.round(rate / 4) : frequencyHz;
    }

    /**
     * The largest decimation that leaves a channel its width: its rate is at least 1.2 times that. Only with factors up to 7, because it is
     * done in steps, and a step by a large prime is dear.
     */
    static int decimation(long sampleRateHz, double bandwidthHz) {
        int decimation = Math.max(1, (int) (sampleRateHz / (1.2 * bandwidthHz)));
        while (!hasSmallFactors(decimation)) {
            decimation--;
        }
        return decimation;
    }

    private static boolean hasSmallFactors(int number) {
        int rest = number;
        for (int factor = 2; factor <= LARGEST_FACTOR; factor++) {
            while (rest % factor == 0) {
                rest /= factor;
            }
        }
        return rest == 1;
    }

    double rateHz() {
        return converter.outputRateHz();
    }

    long frequencyHz() {
        return frequencyHz;
    }

    /** Where the receiver is tuned for it. */
    long centerHz() {
        return centerHz;
    }

    void tune() {
        goodFrom = port.tune(centerHz) + port.settleSamples();
    }

    /** The receiver was tuned to {@link #centerHz} by somebody else. */
    void tunedAlready(long goodSample) {
        goodFrom = goodSample;
    }

    /** Index of the first byte of a block that was received after the tuner had settled; its length when there is none. */
    int goodFrom(SampleBlock block) {
        int bytes = block.format().bytesPerSample();
        return (int) Math.max(0, Math.min(block.length(), (goodFrom - block.firstSample()) * bytes));
    }

    /** Takes a block; says whether the sink had enough. */
    boolean step(SampleBlock block, Sink sink) {
        int from = goodFrom(block);
        int good = (block.length() - from) / block.format().bytesPerSample();
        if (good == 0) {
            return false;
        }
        makeRoom(good);
        block.format().decode(block.iq(), from, good, re, im, 0);
        int count = converter.accept(re, im, 0, good, channelRe, channelIm);
        return count > 0 && sink.accept(channelRe, channelIm, count);
    }

    private void makeRoom(int samples) {
        if (re.length < samples) {
            re = new float[samples];
            im = new float[samples];
            channelRe = new float[converter.room(samples)];
            channelIm = new float[converter.room(samples)];
        }
    }
}
