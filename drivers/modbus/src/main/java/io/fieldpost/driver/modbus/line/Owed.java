package io.fieldpost.driver.modbus.line;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * An answer that may still come on an RTU line, where an answer does not say to which request it belongs: that to a request which was
 * given up, or the second of two after that request was repeated. It would be taken for the answer to the next request of the same unit,
 * function and length. To the same request it is as good an answer as any.
 */
final class Owed {
    private final long patienceNanos;
    private RtuFrames.@Nullable Expected expected;
    private byte[] request = {};
    private long until;

    /** @param patienceNanos how long an answer may take */
    Owed(long patienceNanos) {
        this.patienceNanos = patienceNanos;
    }

    /** @param sentAt when the request went out that was given up, monotonic nanoseconds */
    void unanswered(RtuFrames.Expected wanted, byte[] sent, long sentAt) {
        expected = wanted;
        request = sent;
        until = sentAt + 2 * patienceNanos;
    }

    /** A request was answered; if it had been given up before, one answer more may come. */
    void answered(byte[] sent, long sentAt) {
        if (expected != null && Arrays.equals(sent, request)) {
            until = sentAt + patienceNanos;
        }
    }

    /** Something came that nobody had asked for. */
    void came() {
        expected = null;
    }

    /** How long to listen before a request, so that what is owed is not taken for its answer; 0 for most. */
    long nanosLeft(RtuFrames.Expected next, byte[] sent, long now) {
        return next.equals(expected) && !Arrays.equals(sent, request) ? Math.max(0, until - now) : 0;
    }
}
