package io.fieldpost.radio.recording;

import io.fieldpost.radio.sample.SampleFormat;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Where complex samples lie in a file and what they stand for.
 *
 * @param data the file
 * @param format of the samples
 * @param sampleRateHz complex samples per second
 * @param centerHz what 0 Hz stands for, where that is known
 * @param firstByte index of the first sample's first byte
 * @param samples how many there are
 * @param start when the first was taken, where that is known
 */
public record RecordedSamples(
        Path data,
        SampleFormat format,
        long sampleRateHz,
        OptionalLong centerHz,
        long firstByte,
        long samples,
        Optional<Instant> start) {
    /**
     * What is known besides the file; it goes before what the file says.
     *
     * @param sampleRateHz complex samples per second
     * @param centerHz what 0 Hz stands for
     * @param format of the samples
     */
    public record Hints(
            @Nullable Long sampleRateHz,
            @Nullable Long centerHz,
            @Nullable SampleFormat format) {
        /** Nothing is known besides the file. */
        public static final Hints NONE = new Hints(null, null, null);

        private OptionalLong center(OptionalLong told) {
            return centerHz == null ? told : OptionalLong.of(centerHz);
        }
    }

    /**
     * Finds the samples of a recording: SigMF (either of its files), raw ({@code .cu8}, {@code .cs8}, {@code .cs16}, {@code .cf32}) or WAV.
     * The rate and centre of raw samples come from the hints or from a name such as {@code meters_868.95M_1600k.cu8}.
     *
     * @throws IOException a {@link RecordingException} for what can't be played, or why the file can't be read
     */
    public static RecordedSamples of(Path file, Hints hints) throws IOException {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        try {
            if (name.endsWith(SigmfMetadata.META) || name.endsWith(SigmfMetadata.DATA)) {
                return SigmfSamples.of(file, hints);
            } else if (name.endsWith(".wav")) {
                return wav(file, hints);
            }
        } catch (EOFException e) {
            throw new RecordingException(e.getMessage() + ": " + file, e);
        }
        return raw(file, name, hints);
    }

    private static RecordedSamples raw(Path file, String name, Hints hints) throws IOException {
        RawName told = RawName.of(name);
        SampleFormat format = hints.format() == null ? told.format() : hints.format();
        if (format == null) {
            throw new RecordingException("recording's format is not known: its name ends with none of .sigmf-meta,"
                    + " .sigmf-data, .cu8, .cs8, .cs16, .cf32 and .wav; add ?format=cu8 or another: " + file);
        }
        return new RecordedSamples(
                file,
                format,
                rate(hints.sampleRateHz() == null ? told.sampleRateHz() : OptionalLong.of(hints.sampleRateHz()), file),
                hints.center(told.centerHz()),
                0,
                Files.size(file) / format.bytesPerSample(),
                Optional.empty());
    }

    private static RecordedSamples wav(Path file, Hints hints) throws IOException {
        WavHeader header;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            header = WavHeader.read(channel);
        } catch (RecordingException e) {
            throw new RecordingException(e.getMessage() + ": " + file, e);
        }
        SampleFormat format = format(header);
        if (format == null || header.channels() != 2) {
            throw new RecordingException("wav file holds no I and Q that can be played: " + header.channels()
                    + " channels of " + header.bits() + " bits, encoding " + header.encoding()
                    + "; two channels of 16 bits are needed, or of 8, or of 32 as IEEE 754: " + file);
        }
        long rate = hints.sampleRateHz() == null ? header.sampleRateHz() : hints.sampleRateHz();
        return new RecordedSamples(
                file,
                format,
                rate,
                hints.center(header.centerHz()),
                header.dataAt(),
                header.dataBytes() / format.bytesPerSample(),
                header.start());
    }

    private static @Nullable SampleFormat format(WavHeader header) {
        if (header.encoding() == 1) {
            return header.bits() == 16 ? SampleFormat.CS16 : header.bits() == 8 ? SampleFormat.CU8 : null;
        }
        return header.encoding() == 3 && header.bits() == 32 ? SampleFormat.CF32 : null;
    }

    static long rate(OptionalLong rate, Path file) throws RecordingException {
        if (rate.isEmpty() || rate.getAsLong() < 1) {
            throw new RecordingException("recording's sample rate is not known; add ?rate=2.4MHz or another: " + file);
        }
        return rate.getAsLong();
    }

    /** How long it lasts, in seconds. */
    public double seconds() {
        return (double) samples / sampleRateHz;
    }
}
