package io.fieldpost.radio.receiver;

import io.fieldpost.config.Frequency;
import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import io.fieldpost.radio.recording.RecordedSamples;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A recording that is played. It has one centre and one rate, and tells them; a file that does not say its centre has 0, and frequencies
 * are then relative to it. Nothing is ever dropped: one that is read too slowly is played more slowly.
 *
 * <p>No thread: {@link #take} reads the file, and at the pace of the recording waits until a block would have been complete. Gain and
 * correction have no effect, since they were chosen when it was made.
 */
final class RecordingReceiver implements Receiver {
    private static final int BLOCKS_PER_SECOND = 10;

    /** Waits. */
    @FunctionalInterface
    interface Sleeper {
        void sleep(long nanos) throws InterruptedException;
    }

    private final FileAddress address;
    private final LongSupplier nanoTime;
    private final Sleeper sleeper;
    private final ArrayDeque<SampleBlock> free = new ArrayDeque<>();
    private final ByteBuffer piece = ByteBuffer.allocateDirect(SampleBlock.BYTES);
    private @Nullable RecordedSamples recorded;
    private @Nullable FileChannel channel;
    private @Nullable DriverException refused;
    private long startedNanos;
    private long position;
    private volatile long delivered;

    RecordingReceiver(FileAddress address, LongSupplier nanoTime) {
        this(address, nanoTime, TimeUnit.NANOSECONDS::sleep);
    }

    RecordingReceiver(FileAddress address, LongSupplier nanoTime, Sleeper sleeper) {
        this.address = address;
        this.nanoTime = nanoTime;
        this.sleeper = sleeper;
    }

    private RecordedSamples recorded() throws DriverException {
        RecordedSamples known = recorded;
        if (known != null) {
            return known;
        }
        try {
            RecordedSamples found = RecordedSamples.of(
                    address.path(),
                    new RecordedSamples.Hints(hertz(address.rate()), hertz(address.center()), address.format()));
            if (found.samples() == 0) {
                throw new DriverException(Reason.CONFIGURATION, "recording holds no sample: " + address.path());
            }
            recorded = found;
            return found;
        } catch (NoSuchFileException e) {
            throw new DriverException(Reason.CONFIGURATION, "recording is not there: " + e.getFile(), e);
        } catch (IOException e) {
            throw new DriverException(Reason.CONFIGURATION, String.valueOf(e.getMessage()), e);
        }
    }

    private static @Nullable Long hertz(@Nullable Frequency frequency) {
        return frequency == null ? null : (Long) frequency.hertz();
    }

    @Override
    public OptionalLong fixedSampleRateHz() throws DriverException {
        return OptionalLong.of(recorded().sampleRateHz());
    }

    @Override
    public String open(ReceiverSetup setup) throws DriverException {
        RecordedSamples found = recorded();
        if (setup.sampleRateHz() != found.sampleRateHz()) {
            throw new DriverException(
                    Reason.CONFIGURATION,
                    "recording has " + found.sampleRateHz() + " samples per second and not " + setup.sampleRateHz()
                            + "; set sample_rate to that: " + address.path());
        }
        Optional<String> special = setup.special();
        if (special.isPresent()) {
            throw new DriverException(
                    Reason.CONFIGURATION,
                    "recording has no " + special.get() + "; leave that setting out: " + address.path());
        }
        try {
            channel = FileChannel.open(found.data(), StandardOpenOption.READ);
        } catch (IOException e) {
            throw unreadable(e);
        }
        startedNanos = nanoTime.getAsLong();
        return "recording " + address.path().getFileName();
    }

    /** The recording's centre, or 0 where it does not say one. */
    @Override
    public OptionalLong fixedCenterHz() {
        RecordedSamples known = recorded;
        return known == null
                ? OptionalLong.empty()
                : OptionalLong.of(known.centerHz().orElse(0));
    }

    @Override
    public Optional<Instant> recordedAt() {
        RecordedSamples known = recorded;
        return known == null ? Optional.empty() : known.start();
    }

    @Override
    public long tune(long centerHz) {
        OptionalLong fixed = fixedCenterHz();
        if (fixed.isPresent() && fixed.getAsLong() != centerHz) {
            refused = new DriverException(
                    Reason.CONFIGURATION,
                    "recording can't be tuned to " + centerHz + " Hz, its centre is " + fixed.getAsLong()
                            + " Hz: scan what lies around that: " + address.path());
        }
        return delivered;
    }

    @Override
    public void gain(Gain gain) {
        // It was chosen when the recording was made.
    }

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // only the taking thread writes
    public @Nullable SampleBlock take(Duration patience) throws DriverException, InterruptedException {
        if (refused != null) {
            throw refused;
        }
        RecordedSamples from = recorded();
        SampleBlock block = free.isEmpty() ? new SampleBlock() : free.pop();
        int samples = read(from, block);
        if (samples == 0 && address.loop()) {
            position = 0;
            samples = read(from, block);
        }
        if (samples == 0) {
            free.push(block);
            return null;
        }
        block.format = from.format();
        block.length = samples * from.format().bytesPerSample();
        block.firstSample = delivered;
        delivered += samples;
        if (address.pace() == FileAddress.Pace.REAL) {
            waitFor(from);
        }
        return block;
    }

    /** Reads as many samples as a tenth of a second has, or a block, or the file. */
    private int read(RecordedSamples from, SampleBlock block) throws DriverException {
        FileChannel opened = channel;
        if (opened == null) {
            throw new IllegalStateException("not open: " + address);
        }
        int size = from.format().bytesPerSample();
        long most = Math.min(SampleBlock.BYTES / size, Math.max(1, from.sampleRateHz() / BLOCKS_PER_SECOND));
        int samples = (int) Math.min(most, from.samples() - position);
        piece.clear().limit(samples * size);
        long at = from.firstByte() + position * size;
        try {
            while (piece.hasRemaining()) {
                if (opened.read(piece, at + piece.position()) < 0) {
                    // Somebody made it shorter.
                    break;
                }
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
        int whole = piece.position() / size;
        piece.flip();
        piece.get(block.iq, 0, whole * size);
        position += whole;
        return whole;
    }

    private DriverException unreadable(IOException cause) {
        return new DriverException(
                Reason.UNREACHABLE, "recording can't be read, " + cause.getMessage() + ": " + address.path(), cause);
    }

    private void waitFor(RecordedSamples from) throws InterruptedException {
        long due = startedNanos + (long) (delivered / (double) from.sampleRateHz() * 1e9);
        for (long left = due - nanoTime.getAsLong(); left > 0; left = due - nanoTime.getAsLong()) {
            sleeper.sleep(left);
        }
    }

    @Override
    public void release(SampleBlock block) {
        free.push(block);
    }

    @Override
    public ReceiverCounters counters() {
        return new ReceiverCounters(delivered, 0);
    }

    @Override
    public void close() {
        FileChannel opened = channel;
        if (opened != null) {
            try {
                opened.close();
            } catch (IOException e) {
                // Nothing was written, so nothing can be lost.
            }
        }
    }
}
