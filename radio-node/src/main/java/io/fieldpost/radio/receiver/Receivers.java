package io.fieldpost.radio.receiver;

import java.util.function.LongSupplier;

/** Makes the receivers that deliver samples. */
public final class Receivers {
    private Receivers() {}

    /**
     * Makes a receiver; touches nothing yet.
     *
     * @param threadName of its event loop, where it needs one
     * @param nanoTime monotonic time, as {@link System#nanoTime}
     */
    public static Receiver of(SampleAddress address, String threadName, LongSupplier nanoTime) {
        if (address instanceof RtlTcpAddress rtlTcp) {
            return new RtlTcpReceiver(rtlTcp, threadName, nanoTime);
        } else if (address instanceof SpyServerAddress spyServer) {
            return new SpyServerReceiver(spyServer, threadName, nanoTime);
        } else if (address instanceof FileAddress file) {
            return new RecordingReceiver(file, nanoTime);
        }
        throw new IllegalArgumentException("no receiver for this address: " + address);
    }
}
