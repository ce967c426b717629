package io.fieldpost.driver.meters;

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.serial.ByteLine;
import io.fieldpost.driver.serial.ReceivedBytes;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One line with the meters on it: asks one at a time, and listens until its answer is there or its time is over. Frames of others and
 * noise are counted and passed over. For one thread.
 */
final class MeterBus {
    /** Two of the longest frames: an echo or a late answer before the one that is waited for. */
    private static final int MOST_BYTES = 2 * (Framing.MOST_DATA + 16);

    private static final int WAKING_BYTES = 4;

    private final ByteLine line;
    private final Duration timeout;
    private final Duration gap;
    private final ReceivedBytes received = new ReceivedBytes(MOST_BYTES);
    private long quietSince;

    /**
     * @param timeout how long a meter has for its whole answer
     * @param gap how long the line stays quiet between an answer and the next request
     */
    MeterBus(ByteLine line, Duration timeout, Duration gap) {
        this.line = line;
        this.timeout = timeout;
        this.gap = gap;
        this.quietSince = System.nanoTime() - gap.toNanos();
    }

    /** Says what keeps a frame of a meter from being the answer that is waited for. */
    @FunctionalInterface
    interface Objection {
        /** @return null when it is the answer */
        @Nullable
        LineFault to(MeterFrame frame);
    }

    /**
     * What came of a request.
     *
     * @param frame the answer; null when there was none
     * @param fault why there was none; {@link LineFault#SILENCE} and of no meaning when there was one
     */
    record Reply(@Nullable MeterFrame frame, LineFault fault) {}

    /**
     * Sends a request and waits for its answer.
     *
     * @param objection asked about each frame that a meter sent
     * @param counts where everything that is not the answer is counted, each once
     * @throws DriverException when the line is gone, or the thread is interrupted
     */
    Reply ask(Framing framing, MeterFrame request, Objection objection, FaultCounts counts) throws DriverException {
        awaitGap();
        if (line.discard() > 0) {
            counts.count(LineFault.UNASKED);
        }
        long deadline = System.nanoTime() + timeout.toNanos();
        line.write(awake(framing.encode(request)), deadline);
        counts.request();
        try {
            return listen(framing, objection, counts, deadline);
        } finally {
            quietSince = System.nanoTime();
        }
    }

    private Reply listen(Framing framing, Objection objection, FaultCounts counts, long deadline)
            throws DriverException {
        FrameSearch search = new FrameSearch(framing);
        LineFault passedOver = LineFault.SILENCE;
        received.clear();
        boolean found = received.readUntil(line, search, deadline);
        while (found) {
            MeterFrame frame = framing.decode(received.bytes(), search.start());
            if (isNoise(received.bytes(), search.start())) {
                counts.count(LineFault.NOISE);
            }
            LineFault against = frame.isFromMeter() ? objection.to(frame) : LineFault.SILENCE;
            if (against == null) {
                return new Reply(frame, LineFault.SILENCE);
            }
            if (frame.isFromMeter()) {
                counts.count(against);
                passedOver = against;
            }
            received.drop(search.start() + framing.lengthAt(received.bytes(), search.start()));
            // A line on which others never stop talking has bytes at every look, so the time limit is looked at here
            // too.
            found = search.isComplete(received.bytes(), received.length())
                    || (deadline - System.nanoTime() > 0 && received.readUntil(line, search, deadline));
        }
        LineFault left = search.faultOf(received.length());
        if (left == LineFault.SILENCE && passedOver != LineFault.SILENCE) {
            return new Reply(null, passedOver);
        }
        counts.count(left);
        return new Reply(null, left);
    }

    private static boolean isNoise(byte[] bytes, int start) {
        for (int i = 0; i < start; i++) {
            if (bytes[i] != Framing.WAKING) {
                return true;
            }
        }
        return false;
    }

    private static byte[] awake(byte[] frame) {
        byte[] bytes = new byte[WAKING_BYTES + frame.length];
        Arrays.fill(bytes, 0, WAKING_BYTES, Framing.WAKING);
        System.arraycopy(frame, 0, bytes, WAKING_BYTES, frame.length);
        return bytes;
    }

    private void awaitGap() throws DriverException {
        long nanos = quietSince + gap.toNanos() - System.nanoTime();
        try {
            if (nanos > 0) {
                Thread.sleep(nanos / 1_000_000, (int) (nanos % 1_000_000));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DriverException(DriverException.Reason.TIMEOUT, "interrupted between two requests", e);
        }
    }
}
