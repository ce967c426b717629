package io.fieldpost.radio.recording;

import io.fieldpost.radio.sample.SampleFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/** Finds the samples of a SigMF recording that can be played: one channel, one centre, nothing but samples in between. */
final class SigmfSamples {
    private SigmfSamples() {}

    static RecordedSamples of(Path either, RecordedSamples.Hints hints) throws IOException {
        String name = String.valueOf(either.getFileName());
        String base = name.substring(0, name.lastIndexOf('.'));
        SigmfMetadata metadata = SigmfMetadata.read(either.resolveSibling(base + SigmfMetadata.META));
        try {
            return of(metadata, either, base, hints);
        } catch (RecordingException e) {
            throw new RecordingException(e.getMessage() + ": " + either, e);
        }
    }

    private static RecordedSamples of(SigmfMetadata metadata, Path either, String base, RecordedSamples.Hints hints)
            throws IOException {
        SigmfGlobal global = metadata.global();
        SampleFormat format = RecordedFormat.of(global).format();
        String file = global.dataset().file();
        Path data = either.resolveSibling(file == null ? base + SigmfMetadata.DATA : file);
        if (!Files.isRegularFile(data)) {
            throw new RecordingException("sigmf recording's data is not there as " + data.getFileName());
        }
        List<SigmfCapture> captures = metadata.captures();
        long firstByte = captures.isEmpty() ? 0 : firstByte(captures.get(0), global, format);
        long bytes = Files.size(data) - firstByte - global.dataset().trailingBytes();
        if (firstByte < 0 || bytes < 0) {
            throw new RecordingException(
                    "sigmf recording's data is shorter than its metadata says, " + Files.size(data) + " bytes");
        }
        Long hinted = hints.sampleRateHz();
        Double told = global.sampleRateHz();
        OptionalLong rate = hinted != null
                ? OptionalLong.of(hinted)
                : told == null ? OptionalLong.empty() : OptionalLong.of(Math.round(told));
        return new RecordedSamples(
                data,
                format,
                RecordedSamples.rate(rate, either),
                hints.centerHz() == null ? center(captures) : OptionalLong.of(hints.centerHz()),
                firstByte,
                bytes / format.bytesPerSample(),
                captures.isEmpty()
                        ? Optional.empty()
                        : Optional.ofNullable(captures.get(0).datetime()));
    }

    private static long firstByte(SigmfCapture first, SigmfGlobal global, SampleFormat format)
            throws RecordingException {
        try {
            long index = Math.subtractExact(first.sampleStart(), global.offset());
            return Math.addExact(first.headerBytes(), Math.multiplyExact(index, (long) format.bytesPerSample()));
        } catch (ArithmeticException e) {
            throw new RecordingException(
                    "sigmf recording's first capture begins beyond any file, at sample " + first.sampleStart(), e);
        }
    }

    private static OptionalLong center(List<SigmfCapture> captures) throws RecordingException {
        for (int i = 1; i < captures.size(); i++) {
            SigmfCapture capture = captures.get(i);
            if (!Objects.equals(capture.frequencyHz(), captures.get(0).frequencyHz())) {
                throw new RecordingException("sigmf recording has more than one centre and can't be played in one go: "
                        + captures.get(0).frequencyHz() + " Hz, and from sample " + capture.sampleStart() + " on "
                        + capture.frequencyHz() + " Hz");
            }
            if (capture.headerBytes() > 0) {
                throw new RecordingException("sigmf recording has bytes between its captures that are no samples");
            }
        }
        Double frequency = captures.isEmpty() ? null : captures.get(0).frequencyHz();
        return frequency == null ? OptionalLong.empty() : OptionalLong.of(Math.round(frequency));
    }
}
