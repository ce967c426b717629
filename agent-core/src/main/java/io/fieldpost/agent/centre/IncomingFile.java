package io.fieldpost.agent.centre;

import io.fieldpost.agent.SequenceRanges;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A file that is being put together: its bytes on disk, and which of them have come. Not thread-safe. */
final class IncomingFile {
    /** Holes between what has come; more than a gateway that sends in order can leave. */
    private static final int MOST_RANGES = 4_096;

    private static final int READ_BYTES = 1 << 16;

    private final Path part;
    private final long size;
    /** Numbers of the bytes that have come. */
    private final SequenceRanges come = new SequenceRanges();

    private FileChunk newest;
    private String sha512 = "";

    IncomingFile(Path part, FileChunk first) throws IOException {
        this.part = part;
        this.size = first.size();
        this.newest = first;
        Files.write(part, new byte[0]);
    }

    /** The piece that says most: the last of the file once it has come. */
    FileChunk newest() {
        return newest;
    }

    /** @throws IOException when it can't be kept, or does not fit to what came before */
    void take(FileChunk chunk) throws IOException {
        if (chunk.size() != size) {
            throw new IOException("a piece says that the file has " + chunk.size() + " bytes, others say " + size);
        }
        if (!chunk.sha512().isEmpty()) {
            sha512 = chunk.sha512();
            newest = chunk;
        }
        if (chunk.data().length > 0) {
            write(chunk);
            note(chunk.offset(), chunk.offset() + chunk.data().length);
        }
    }

    private void write(FileChunk chunk) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(chunk.data());
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
            while (bytes.hasRemaining()) {
                channel.write(bytes, chunk.offset() + bytes.position());
            }
        }
    }

    private void note(long from, long to) throws IOException {
        come.add(from, to - 1);
        if (come.count() > MOST_RANGES) {
            throw new IOException("more than " + MOST_RANGES + " holes");
        }
    }

    long received() {
        return come.countWithin(0, size - 1);
    }

    /** Whether every byte and the digest have come. */
    boolean isWhole() {
        return !sha512.isEmpty() && come.covers(0, size - 1);
    }

    /** Whether the bytes are those that the digest is of. Reads them all. */
    boolean isRight() throws IOException {
        MessageDigest digest = sha512();
        byte[] buffer = new byte[READ_BYTES];
        try (InputStream in = Files.newInputStream(part)) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                digest.update(buffer, 0, count);
            }
        }
        return HexFormat.of().formatHex(digest.digest()).equals(sha512);
    }

    Path part() {
        return part;
    }

    private static MessageDigest sha512() {
        try {
            return MessageDigest.getInstance("SHA-512");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-512", e);
        }
    }
}
