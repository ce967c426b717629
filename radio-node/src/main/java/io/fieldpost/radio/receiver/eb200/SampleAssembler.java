package io.fieldpost.radio.receiver.eb200;

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import io.fieldpost.radio.receiver.SampleExchange;
import java.nio.ByteOrder;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Turns IF attributes into a run of samples and counts what is missing by the receiver's sample count. One thread fills; counters are read
 * by any.
 *
 * <p>A count that goes back, or forward by more than ten seconds, is a stream that began anew, and no loss.
 */
final class SampleAssembler implements Datagrams.Sink {
    private static final int FRAME_BYTES = 4;
    private static final int LONGEST_LOSS_SECONDS = 10;

    private final SampleExchange exchange;
    private final CompletableFuture<Long> firstRate = new CompletableFuture<>();
    private final byte[] little = new byte[DatagramHeader.MAX_DATAGRAM];
    private long rate;
    private long expectedCount = -1;
    private volatile long position;
    private volatile long arrived;
    private volatile long dropped;
    private volatile long tunedHz;

    SampleAssembler(SampleExchange exchange) {
        this.exchange = exchange;
    }

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
    public void accept(Attribute attribute, boolean gap) throws MalformedDatagramException, DriverException {
        if (StreamTag.of(attribute.tag()) != StreamTag.IF) {
            return;
        }
        IfHeader header = IfHeader.read(attribute.header());
        if (header.frameBytes() != FRAME_BYTES) {
            throw new MalformedDatagramException("samples of " + header.frameBytes() + " bytes instead of "
                    + FRAME_BYTES + "; set syst:if:rem:mode short");
        }
        attribute.requireBytes(FRAME_BYTES);
        requireRate(header);
        tunedHz = header.frequencyHz();
        int samples = attribute.items();
        skipLost(header.sampleCount());
        int bytes = littleEndian(attribute, samples * FRAME_BYTES);
        int kept = exchange.put(little, 0, bytes, position) / FRAME_BYTES;
        arrived += samples;
        dropped += samples - kept;
        position += samples;
        expectedCount = header.sampleCount() + samples;
    }

    /** Other packets may come much later, or never: what is here must not wait for them. */
    @Override
    public void pause() {
        exchange.flush();
    }

    private void requireRate(IfHeader header) throws MalformedDatagramException, DriverException {
        if (header.sampleRateHz() <= 0) {
            throw new MalformedDatagramException("samples without a rate");
        }
        if (rate != 0 && rate != header.sampleRateHz()) {
            throw new DriverException(
                    Reason.PROTOCOL,
                    "sample rate changed from " + rate + " to " + header.sampleRateHz()
                            + " Hz: somebody else sets this receiver");
        }
        rate = header.sampleRateHz();
        firstRate.complete(rate);
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
    private void skipLost(long count) {
        long lost = expectedCount < 0 ? 0 : count - expectedCount;
        if (lost > 0 && lost <= rate * LONGEST_LOSS_SECONDS) {
            dropped += lost;
            position += lost;
        } else if (lost != 0) {
            // One sample is left out, so that the next block is seen not to follow on.
            position++;
        }
    }

    private int littleEndian(Attribute attribute, int bytes) {
        attribute.values().get(0, little, 0, bytes);
        if (attribute.values().order() == ByteOrder.BIG_ENDIAN) {
            for (int i = 0; i < bytes; i += 2) {
                byte high = little[i];
                little[i] = little[i + 1];
                little[i + 1] = high;
            }
        }
        return bytes;
    }

    void end(DriverException cause) {
        firstRate.completeExceptionally(cause);
    }

    /** Waits for the first packet. */
    long awaitRate(long patienceMillis, Supplier<String> condition) throws DriverException {
        try {
            return firstRate.get(patienceMillis, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof DriverException cause) {
                throw cause;
            }
            throw new DriverException(Reason.PROTOCOL, "samples could not be read, " + condition.get(), e);
        } catch (TimeoutException e) {
            throw new DriverException(
                    Reason.TIMEOUT, "no samples within " + patienceMillis + " ms, " + condition.get(), e);
        } catch (InterruptedException e) {
            throw Connecting.interrupted("waiting for samples", condition.get(), e);
        }
    }

    long nextSample() {
        return position;
    }

    long arrived() {
        return arrived;
    }

    long dropped() {
        return dropped;
    }

    long tunedHz() {
        return tunedHz;
    }
}
