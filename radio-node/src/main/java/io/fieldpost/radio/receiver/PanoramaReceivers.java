package io.fieldpost.radio.receiver;

/** What makes receivers that measure spectra by themselves. */
@FunctionalInterface
public interface PanoramaReceivers {
    /**
     * Makes one; touches nothing yet.
     *
     * @param threadName of the threads that it needs
     */
    PanoramaReceiver receiver(PanoramaAddress address, String threadName);
}
