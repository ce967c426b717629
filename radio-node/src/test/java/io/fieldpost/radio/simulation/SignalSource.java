package io.fieldpost.radio.simulation;

/** What a simulated receiver's antenna picks up. */
@FunctionalInterface
public interface SignalSource {
    /**
     * The signal around a frequency, as the receiver's converter would see it: a loop without a seam.
     *
     * @param centerHz what is tuned to
     * @param sampleRateHz complex samples per second
     * @param gainDb the tuner's gain
     * @return 8-bit I and Q in turn, zero at 127.5; a multiple of 2 bytes; not to be changed
     */
    byte[] loop(long centerHz, long sampleRateHz, double gainDb);

    /** The same with the socket fed or not, for what depends on that, such as a noise source that the socket feeds. */
    default byte[] loop(long centerHz, long sampleRateHz, double gainDb, boolean biasTee) {
        return loop(centerHz, sampleRateHz, gainDb);
    }
}
