package io.fieldpost.radio.receiver.eb200;

import io.fieldpost.driver.DriverException;
import java.nio.ByteBuffer;

/**
 * Takes datagrams apart and counts what is lost between them. A malformed one is counted and forgotten, with the reason kept for whoever
 * asks. One thread; the counters are read by any.
 */
final class Datagrams {
    /** Of one datagram; more would only come from garbage. */
    private static final int MAX_ATTRIBUTES = 64;

    /** Takes the attributes of one subscription in turn. */
    @FunctionalInterface
    interface Sink {
        /**
         * @param attribute to be used before it returns
         * @param gap whether datagrams before this one are missing
         * @throws MalformedDatagramException when it contradicts itself
         * @throws DriverException when nothing good can come of this connection
         */
        void accept(Attribute attribute, boolean gap) throws MalformedDatagramException, DriverException;

        /** Nothing more is there to be read at the moment. */
        default void pause() {}
    }

    private final Sink sink;
    private int expected = -1;
    private volatile long received;
    private volatile long missing;
    private volatile long malformed;
    private volatile String lastComplaint = "";

    Datagrams(Sink sink) {
        this.sink = sink;
    }

    /** Takes one datagram, from position to limit. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
    void accept(ByteBuffer datagram) throws DriverException {
        try {
            read(datagram);
            received++;
        } catch (MalformedDatagramException e) {
            malformed++;
            lastComplaint = String.valueOf(e.getMessage());
        }
    }

    void pause() {
        sink.pause();
    }

    private void read(ByteBuffer datagram) throws MalformedDatagramException, DriverException {
        int length = datagram.remaining();
        DatagramHeader header = DatagramHeader.read(datagram);
        if (header.dataSize() != 0 && header.dataSize() != length) {
            throw new MalformedDatagramException(
                    "datagram says " + header.dataSize() + " bytes, but " + length + " arrived");
        }
        boolean gap = gapBefore(header.sequence());
        for (int i = 0; i < MAX_ATTRIBUTES && datagram.hasRemaining(); i++) {
            Attribute attribute = Attribute.read(datagram);
            sink.accept(attribute, gap);
        }
    }

    /** A jump backwards by less than half the circle is a datagram that came late, whose absence was counted already. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
    private boolean gapBefore(int sequence) {
        int jump = expected < 0 ? 0 : sequence - expected & 0xFFFF;
        if (jump >= 0x8000) {
            missing = Math.max(0, missing - 1);
            return true;
        }
        expected = sequence + 1 & 0xFFFF;
        missing += jump;
        return jump != 0;
    }

    long received() {
        return received;
    }

    long missing() {
        return missing;
    }

    long malformed() {
        return malformed;
    }

    /** Why the last malformed one was; empty when none was. */
    String lastComplaint() {
        return lastComplaint;
    }
}
