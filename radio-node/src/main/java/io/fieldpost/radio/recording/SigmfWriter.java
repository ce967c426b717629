package io.fieldpost.radio.recording;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Writes a SigMF recording as its samples come. The data file grows; the metadata appears at {@link #close}, complete and under its name
 * at once. So a recording that has metadata is whole, and data without metadata is what a crash left.
 *
 * <p>Forced to the card: the data once at the end, then the metadata before it gets its name, then the folder; nothing before that, so a
 * power cut loses a recording that was under way. Memory: nothing per sample; captures and annotations are at most {@value #MOST_REMARKS}
 * each. One thread.
 */
public final class SigmfWriter implements AutoCloseable {
    static final int MOST_REMARKS = 10_000;

    private final Path meta;
    private final Path data;
    private final SigmfGlobal global;
    private final int bytesPerSample;
    private final FileChannel channel;
    private final MessageDigest digest = Sha512.digest();
    private final List<SigmfCapture> captures = new ArrayList<>();
    private final List<SigmfAnnotation> annotations = new ArrayList<>();
    private ByteBuffer view = ByteBuffer.allocate(0);
    private long bytes;
    private boolean closed;

    private SigmfWriter(Path folder, String name, SigmfGlobal global, int bytesPerSample) throws IOException {
        meta = folder.resolve(name + SigmfMetadata.META);
        data = folder.resolve(name + SigmfMetadata.DATA);
        this.global = global;
        this.bytesPerSample = bytesPerSample;
        channel = FileChannel.open(data, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    /**
     * Begins a recording.
     *
     * @param folder which exists
     * @param name without an ending; no recording of that name may be there
     * @param global what is known of it; hash and extensions are added here
     */
    public static SigmfWriter create(Path folder, String name, SigmfGlobal global) throws IOException {
        RecordedFormat format = RecordedFormat.of(global);
        return new SigmfWriter(folder, name, global, format.format().bytesPerSample());
    }

    /** Begins a capture; its first sample is the next that is appended, whatever it says itself. */
    public void capture(SigmfCapture capture) {
        if (!captures.isEmpty() && captures.get(captures.size() - 1).sampleStart() == samples()) {
            // Without a sample, the one before never began.
            captures.remove(captures.size() - 1);
        }
        if (captures.size() == MOST_REMARKS) {
            throw new IllegalStateException("recording has " + MOST_REMARKS + " captures already: " + data);
        }
        captures.add(new SigmfCapture(
                samples(),
                capture.datetime(),
                capture.frequencyHz(),
                capture.globalIndex(),
                0,
                capture.geolocation(),
                capture.details(),
                capture.sensor()));
    }

    /** Adds a remark, in any order; beyond the most that are kept, it is dropped and false is returned. */
    public boolean annotate(SigmfAnnotation annotation) {
        return annotations.size() < MOST_REMARKS && annotations.add(annotation);
    }

    /** Appends whole samples. */
    public void append(byte[] samples, int from, int length) throws IOException {
        if (length % bytesPerSample != 0) {
            throw new IllegalArgumentException("not whole samples of " + bytesPerSample + " bytes: " + length);
        }
        if (view.array() != samples) {
            // The same block again in the usual case, and then nothing is allocated.
            view = ByteBuffer.wrap(samples);
        }
        view.limit(from + length).position(from);
        while (view.hasRemaining()) {
            channel.write(view);
        }
        digest.update(samples, from, length);
        bytes += length;
    }

    /** Samples so far. */
    public long samples() {
        return bytes / bytesPerSample;
    }

    /** The metadata's path, where it will be after {@link #close}. */
    public Path meta() {
        return meta;
    }

    /** The data's path. */
    public Path data() {
        return data;
    }

    /** Ends the data, then writes the metadata. */
    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try (channel) {
            channel.force(true);
        }
        SigmfMetadata metadata =
                new SigmfMetadata(global.completed(Sha512.text(digest), extensions()), captures, ordered(annotations));
        String name = String.valueOf(data.getFileName());
        writeWhole(meta, metadata.text(samples(), name).getBytes(StandardCharsets.UTF_8));
    }

    /** Gives a recording up: its data is deleted. */
    public void discard() throws IOException {
        closed = true;
        channel.close();
        Files.deleteIfExists(data);
    }

    private static List<SigmfAnnotation> ordered(List<SigmfAnnotation> annotations) {
        return annotations.stream()
                .sorted(Comparator.comparingLong(SigmfAnnotation::sampleStart))
                .toList();
    }

    private List<SigmfExtension> extensions() {
        List<SigmfExtension> used = new ArrayList<>();
        if (global.antenna() != null) {
            used.add(Antenna.EXTENSION);
        }
        if (captures.stream().anyMatch(capture -> capture.details() != null && capture.datetime() != null)) {
            used.add(CaptureDetails.EXTENSION);
        }
        if (captures.stream().anyMatch(capture -> capture.sensor() != null)) {
            used.add(SensorState.EXTENSION);
        }
        return used;
    }

    /** Under another name first, so that the file is either not there or whole. */
    private static void writeWhole(Path file, byte[] content) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".tmp");
        try (FileChannel out = FileChannel.open(
                unfinished,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.wrap(content);
            while (buffer.hasRemaining()) {
                out.write(buffer);
            }
            out.force(true);
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
                directory.force(true);
            }
        }
    }
}
