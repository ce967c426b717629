package io.fieldpost.radio.node;

import io.fieldpost.radio.receiver.eb200.AudioBlock;
import io.fieldpost.radio.recording.WavWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A WAV file that is written from a receiver's own sound. What is missing between two blocks by the receiver's times is filled with silence, so
 * that the file is as long as it took; where the receiver sends no times, a loss is counted and nothing is filled. One thread.
 */
final class SoundFile {
    /** Times of blocks that follow each other may differ from their lengths by so much. */
    private static final double JITTER_SECONDS = 0.01;
    /** Without a loss or an interruption, more than this is the receiver's clock that was set. */
    private static final double LONGEST_PAUSE_SECONDS = 1;

    private static final int SILENCE_VALUES = 4096;

    private final Path path;
    private final WavWriter writer;
    private final int sampleRateHz;
    private final int channels;
    private final String demodulation;
    private final long wanted;
    private final float[] silence = new float[SILENCE_VALUES];
    private float[] values = new float[0];
    private long samples;
    private long filled;
    private long holes;
    private long unfilled;
    private long expectedNanos;

    private SoundFile(Path path, WavWriter writer, AudioBlock like, double seconds) {
        this.path = path;
        this.writer = writer;
        sampleRateHz = like.sampleRateHz();
        channels = like.channels();
        demodulation = like.demodulation();
        wanted = Math.max(1, Math.round(seconds * sampleRateHz));
    }

    /**
     * Begins a file, which must not be there.
     *
     * @param like the first block, which is not yet written
     * @param seconds how long it is to be
     */
    static SoundFile create(Path path, AudioBlock like, double seconds) throws IOException {
        Files.createDirectories(path.toAbsolutePath().getParent());
        return new SoundFile(path, WavWriter.create(path, like.sampleRateHz(), like.channels()), like, seconds);
    }

    /**
     * Appends a block, after silence for what is missing before it. One of another rate or number of channels is left out as if it were missing.
     *
     * @param interrupted whether the receiver did something else before it
     */
    void append(AudioBlock block, boolean interrupted) throws IOException {
        if (block.sampleRateHz() != sampleRateHz || block.channels() != channels) {
            return;
        }
        int length = block.samples();
        hole(block, length, interrupted);
        if (values.length < length * channels) {
            values = new float[length * channels];
        }
        block.decode(values);
        int take = (int) Math.min(length, wanted - samples);
        writer.append(values, 0, take * channels);
        samples += take;
        expectedNanos = block.startNanos() == 0 ? 0 : block.startNanos() + nanos(length);
    }

    private void hole(AudioBlock block, int length, boolean interrupted) throws IOException {
        boolean timed = expectedNanos != 0 && block.startNanos() != 0;
        double missing = timed ? (block.startNanos() - expectedNanos) / 1e9 : 0;
        boolean explained = block.afterLoss() || interrupted;
        double tolerated = Math.max(JITTER_SECONDS, 0.5 * length / sampleRateHz);
        if (samples > 0 && missing > tolerated && (explained || missing <= LONGEST_PAUSE_SECONDS)) {
            holes++;
            fill(Math.min(wanted - samples, Math.round(missing * sampleRateHz)));
        } else if (samples > 0 && !timed && explained) {
            unfilled++;
        }
    }

    private void fill(long count) throws IOException {
        for (long left = count * channels; left > 0; ) {
            int piece = (int) Math.min(left, SILENCE_VALUES);
            writer.append(silence, 0, piece);
            left -= piece;
        }
        samples += count;
        filled += count;
    }

    private long nanos(int length) {
        return Math.round(length * 1e9 / sampleRateHz);
    }

    boolean complete() {
        return samples >= wanted;
    }

    Path path() {
        return path;
    }

    /** Puts its real size into its header; waits for the card. */
    void close() throws IOException {
        writer.close();
    }

    /** Takes it away. */
    void discard() throws IOException {
        writer.close();
        Files.deleteIfExists(path);
    }

    /** Adds what there is to say of it. */
    Fields addTo(Fields fields) {
        return fields.whole("samples", samples)
                .whole("sample_rate_hz", sampleRateHz)
                .text("demodulation", demodulation)
                .whole("holes", holes + unfilled)
                .whole("silent_samples", filled);
    }

    /** What a person should know of it; empty when nothing is missing. */
    String remark() {
        String silent = holes == 0
                ? ""
                : holes + " holes are filled with " + Math.round(1000.0 * filled / sampleRateHz) + " ms of silence";
        String lost = unfilled == 0 ? "" : unfilled + " holes of unknown length are not filled";
        return silent.isEmpty() || lost.isEmpty() ? silent + lost : silent + ", " + lost;
    }
}
