package io.fieldpost.radio.receiver.eb200;

import io.fieldpost.radio.receiver.Eb200SamplesAddress;
import io.fieldpost.radio.receiver.Receiver;
import io.fieldpost.radio.receiver.Receivers;
import io.fieldpost.radio.receiver.SampleAddress;
import io.fieldpost.radio.receiver.eb200.PanoramaSettings.Transport;
import java.util.function.LongSupplier;

/** Makes receivers of samples of every kind, R&amp;S receivers among them. */
public final class SampleReceivers {
    /** Where an R&amp;S receiver listens until the first mission tunes it. */
    private static final long FIRST_CENTER_HZ = 100_000_000;

    private SampleReceivers() {}

    /**
     * Makes a receiver; touches nothing yet.
     *
     * @param threadName of its event loop, where it needs one
     * @param nanoTime monotonic time, as {@link System#nanoTime}
     */
    public static Receiver of(SampleAddress address, String threadName, LongSupplier nanoTime) {
        if (address instanceof Eb200SamplesAddress samples) {
            return new Eb200SampleReceiver(
                    samples.control(),
                    Transport.of(samples.control()),
                    FIRST_CENTER_HZ,
                    samples.bandwidthHz(),
                    threadName);
        }
        return Receivers.of(address, threadName, nanoTime);
    }
}
