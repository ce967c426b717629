package io.fieldpost.radio.recording;

import io.fieldpost.radio.sample.SampleFormat;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the last samples in memory, so that a recording of an event can begin before it.
 *
 * <p>What was taken between two tunings is a stretch of its own, and a recording never holds more than one: it begins no earlier than the
 * stretch and ends where the receiver is tuned elsewhere. What came last from a frequency can be recorded after the receiver has left it,
 * as long as it is still held.
 *
 * <p>A recording is written while samples go on coming, four bytes for each that arrives, so a full buffer is on the card after a third
 * of the time that it holds and no call takes long. The samples' format is kept as it is. In steady state nothing is allocated. One
 * thread, save {@link EventRecording}.
 */
public final class PreTrigger {
    private static final int MOST_STRETCHES = 256;
    private static final int DRAIN_FACTOR = 4;
    private static final long MOST_BYTES = Integer.MAX_VALUE - 64;
    private static final double NANOS = 1e9;

    // for its life
    private final SampleFormat format;
    private final long sampleRateHz;
    private final int sampleBytes;
    private final byte[] ring;
    private final Stretch[] stretches = new Stretch[MOST_STRETCHES];
    private int newest = -1;
    /** Bytes that ever went in: what {@code position} means below. */
    private long written;

    // for one tuning
    private long centerHz;
    private long goodFrom;
    private boolean beginning = true;
    private long nextSample;

    // for one recording
    private @Nullable EventRecording recording;
    private long cursor;
    private long stop;
    private @Nullable Stretch recorded;

    /** A run of samples of one tuning; a stretch of the ring. */
    private static final class Stretch {
        long centerHz;
        long start;
        long end;
        long endUtcNanos;
        long droppedAtStart;
        long droppedAtEnd;
    }

    /**
     * Takes its memory at once.
     *
     * @param budgetBytes at most 2 GiB is used
     * @param sampleRateHz complex samples per second
     */
    public PreTrigger(long budgetBytes, SampleFormat format, long sampleRateHz) {
        this.format = format;
        this.sampleRateHz = sampleRateHz;
        sampleBytes = format.bytesPerSample();
        long samples = Math.min(budgetBytes, MOST_BYTES) / sampleBytes;
        if (samples < 1) {
            throw new IllegalArgumentException("budget of a pre-trigger buffer holds no sample: " + budgetBytes);
        }
        ring = new byte[(int) (samples * sampleBytes)];
        for (int i = 0; i < MOST_STRETCHES; i++) {
            stretches[i] = new Stretch();
        }
    }

    /** How long the budget lasts. */
    public Duration holds() {
        return seconds(ring.length / sampleBytes);
    }

    /** A sentence for the technician when the budget is too small for what is wanted before an event; empty when it is enough. */
    public Optional<String> shortfall(Duration wanted) {
        if (wanted.compareTo(holds()) <= 0) {
            return Optional.empty();
        }
        return Optional.of("pre-trigger buffer of " + ring.length + " bytes holds " + holds().toMillis() + " ms at "
                + sampleRateHz + " samples per second and not " + wanted.toMillis()
                + " ms; recordings begin later than wanted, or give it "
                + (long) Math.ceil(wanted.toNanos() / NANOS * sampleRateHz) * sampleBytes + " bytes");
    }

    /**
     * Notes that the receiver is tuned elsewhere; what comes until it has settled is not kept.
     *
     * @param frequencyHz the new centre
     * @param goodSample index of the first sample that is good
     */
    public void tuned(long frequencyHz, long goodSample) {
        centerHz = frequencyHz;
        goodFrom = goodSample;
        beginning = true;
        EventRecording running = recording;
        if (running != null && stop > written) {
            running.cut();
            stop = written;
        }
    }

    /**
     * Takes a run of samples.
     *
     * @param iq as {@link SampleFormat} has them
     * @param length bytes, whole samples
     * @param firstSample index of its first sample
     * @param dropped how many samples the receiver has lost so far
     * @param utcNanos when the run had arrived, nanoseconds since 1970
     */
    public void accept(byte[] iq, int length, long firstSample, long dropped, long utcNanos) {
        long settling = Math.max(0, goodFrom - firstSample) * sampleBytes;
        if (settling >= length) {
            drain(length);
            return;
        }
        int skipped = (int) settling;
        if (beginning || firstSample + skipped / sampleBytes != nextSample) {
            begin(dropped);
        }
        // What does not fit at all could only overwrite itself.
        for (int at = skipped; at < length; at += ring.length) {
            int count = Math.min(length - at, ring.length);
            drain(count);
            put(iq, at, count);
        }
        nextSample = firstSample + length / sampleBytes;
        Stretch stretch = stretches[newest];
        stretch.end = written;
        stretch.endUtcNanos = utcNanos;
        stretch.droppedAtEnd = dropped;
    }

    private void begin(long dropped) {
        EventRecording running = recording;
        if (running != null && stop > written) {
            running.cut();
            stop = written;
        }
        newest = (newest + 1) % MOST_STRETCHES;
        Stretch stretch = stretches[newest];
        stretch.centerHz = centerHz;
        stretch.start = written;
        stretch.end = written;
        stretch.droppedAtStart = dropped;
        beginning = false;
    }

    private void put(byte[] iq, int from, int count) {
        int at = (int) (written % ring.length);
        int first = Math.min(count, ring.length - at);
        System.arraycopy(iq, from, ring, at, first);
        System.arraycopy(iq, from + first, ring, 0, count - first);
        written += count;
    }

    /** Whether a recording is under way; there is one at a time. */
    public boolean recording() {
        return recording != null;
    }

    /**
     * Begins to record what is received now.
     *
     * @throws IOException when the recording can't be begun
     * @throws IllegalStateException while another is under way, or before the first sample of a tuning
     */
    public EventRecording trigger(EventRequest request) throws IOException {
        if (newest < 0 || beginning) {
            throw new IllegalStateException("nothing has been received since the receiver was tuned");
        }
        return record(request, stretches[newest], true);
    }

    /**
     * Records what came last from a frequency, also when the receiver has been tuned elsewhere since.
     *
     * @return empty when nothing from there is held any more
     * @throws IOException when the recording can't be begun
     * @throws IllegalStateException while another is under way
     */
    public Optional<EventRecording> trigger(EventRequest request, long frequencyHz) throws IOException {
        for (int back = 0; newest >= 0 && back < MOST_STRETCHES; back++) {
            Stretch stretch = stretches[Math.floorMod(newest - back, MOST_STRETCHES)];
            if (stretch.centerHz == frequencyHz && stretch.end > Math.max(stretch.start, oldest())) {
                return Optional.of(record(request, stretch, back == 0 && !beginning));
            }
        }
        return Optional.empty();
    }

    /** Records longer: as long after this moment. */
    public void extend(Duration after) {
        EventRecording running = recording;
        if (running != null && !running.cutShort()) {
            stop = Math.max(stop, written + bytes(after));
        }
    }

    private EventRecording record(EventRequest request, Stretch stretch, boolean current) throws IOException {
        if (recording != null) {
            throw new IllegalStateException("another recording is under way");
        }
        if (!request.global().datatype().equals(format.sigmf())) {
            throw new IllegalArgumentException("samples held are " + format.sigmf() + " and not "
                    + request.global().datatype());
        }
        long from = Math.max(Math.max(stretch.start, oldest()), stretch.end - bytes(request.before()));
        SigmfWriter writer = SigmfWriter.create(request.folder(), request.name(), request.global());
        SigmfCapture known = request.receiver();
        writer.capture(SigmfCapture.of(0, time(stretch, from), stretch.centerHz)
                .with(known.geolocation(), known.details(), known.sensor()));
        long event = (stretch.end - from) / sampleBytes;
        EventRecording begun = new EventRecording(writer, seconds(event), event, request);
        cursor = from;
        stop = current ? stretch.end + bytes(request.after()) : stretch.end;
        recorded = stretch;
        if (!current) {
            begun.cut();
        }
        recording = begun;
        return begun;
    }

    private Instant time(Stretch stretch, long position) {
        long utcNanos = stretch.endUtcNanos - (long) ((stretch.end - position) / sampleBytes * NANOS / sampleRateHz);
        return Instant.ofEpochSecond(0, utcNanos);
    }

    private long oldest() {
        return Math.max(0, written - ring.length);
    }

    /** Writes what waits, at least as much as is about to be overwritten. */
    private void drain(long arriving) {
        EventRecording running = recording;
        if (running == null) {
            return;
        }
        long end = Math.min(Math.min(written, stop), cursor + DRAIN_FACTOR * arriving);
        while (cursor < end) {
            int at = (int) (cursor % ring.length);
            int count = (int) Math.min(end - cursor, ring.length - at);
            running.append(ring, at, count);
            cursor += count;
        }
        if (cursor >= stop || running.state() == EventRecording.State.FAILED) {
            end(running);
        }
    }

    /** Ends a recording at what has been received, because no more will come, and writes what waits. */
    public void endOfSamples() {
        EventRecording running = recording;
        if (running != null) {
            if (stop > written) {
                running.cut();
                stop = written;
            }
            drain(ring.length);
        }
    }

    private void end(EventRecording running) {
        Stretch stretch = recorded;
        running.written(stretch == null ? 0 : Math.max(0, stretch.droppedAtEnd - stretch.droppedAtStart));
        recording = null;
    }

    private long bytes(Duration span) {
        return (long) (span.toNanos() / NANOS * sampleRateHz) * sampleBytes;
    }

    private Duration seconds(long samples) {
        return Duration.ofNanos((long) (samples * NANOS / sampleRateHz));
    }
}
