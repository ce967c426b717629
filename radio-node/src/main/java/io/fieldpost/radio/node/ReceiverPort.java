package io.fieldpost.radio.node;

import io.fieldpost.radio.receiver.Gain;
import io.fieldpost.radio.receiver.Receiver;
import io.fieldpost.radio.spectrum.Tuner;
import java.util.OptionalLong;

/**
 * The receiver as activities see it: they tune, and nothing else. It knows where the receiver is tuned, and tells whoever keeps samples when
 * that changes. One thread, that which takes blocks.
 */
final class ReceiverPort implements Tuner {
    private final Receiver receiver;
    private final long sampleRateHz;
    private long settleSamples;
    private Tunings tunings = (centerHz, goodFrom) -> {};
    private long centerHz;

    /** Is told of each tuning. */
    @FunctionalInterface
    interface Tunings {
        /** The receiver is tuned to {@code centerHz}; samples are good from index {@code goodFrom} on. */
        void tuned(long centerHz, long goodFrom);
    }

    /**
     * @param settleSamples what is not good after a tuning
     */
    ReceiverPort(Receiver receiver, long sampleRateHz, long settleSamples) {
        this.receiver = receiver;
        this.sampleRateHz = sampleRateHz;
        this.settleSamples = settleSamples;
    }

    @Override
    public long tune(long hertz) {
        centerHz = hertz;
        long taken = receiver.tune(hertz);
        tunings.tuned(hertz, taken + settleSamples);
        return taken;
    }

    /** Whom to tell of tunings from now on. */
    void tellTunings(Tunings listener) {
        tunings = listener;
    }

    /** Where it is tuned; 0 before the first tuning. */
    long centerHz() {
        return centerHz;
    }

    long sampleRateHz() {
        return sampleRateHz;
    }

    /** Sets what is not good after a tuning, before anything is planned with it. */
    void settle(long samples) {
        settleSamples = samples;
    }

    long settleSamples() {
        return settleSamples;
    }

    /** The only frequency that it can be tuned to, if there is one alone. */
    OptionalLong fixedCenterHz() {
        return receiver.fixedCenterHz();
    }

    /** Feeds what is at the antenna's cable, or stops it; false for a receiver that can't. */
    boolean feed(boolean on) {
        return receiver.feed(on);
    }

    void gain(Gain gain) {
        receiver.gain(gain);
    }

    /** Samples that came so far. */
    long samples() {
        return receiver.counters().samples();
    }

    /** How long after a loss, at most, {@link #dropped} tells of it. */
    long lossNoticeNanos() {
        return receiver.lossNotice().toNanos();
    }

    /** Samples lost so far, as far as that is known. */
    long dropped() {
        return receiver.counters().dropped();
    }
}
