package io.fieldpost.driver.transfer;

import io.fieldpost.driver.DriverContext;
import io.fieldpost.driver.Value;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One file being sent. Reads it once from its beginning, since the digest is over all of it; what the store had already is read and not sent
 * again. Positions are pieces: those of the bytes, and then the last one, which has none.
 */
final class FileTransfer implements AutoCloseable {
    private final DriverContext context;
    private final MessageDigest digest = sha512();
    private final long dataChunks;
    private final AtomicLong keptChunks;
    private Ticket ticket;
    private @Nullable FileChannel channel;
    /** Pieces whose bytes are in the digest. */
    private long hashed;
    /** Pieces handed over, or not needed any more. */
    private long handed;

    private String failure = "";
    private boolean failureHanded;

    FileTransfer(Ticket ticket, DriverContext context) {
        this.ticket = ticket;
        this.context = context;
        this.dataChunks = (ticket.size() + ticket.chunkBytes() - 1) / ticket.chunkBytes();
        // The last byte alone does not end a transfer: the piece behind it does, so that a whole file counts as one
        // piece less.
        this.handed = ticket.kept() == ticket.size() ? dataChunks : ticket.kept() / ticket.chunkBytes();
        this.keptChunks = new AtomicLong(handed);
    }

    Ticket ticket() {
        return ticket;
    }

    /** Bytes that the store has. */
    long kept() {
        return Math.min(ticket.size(), keptChunks.get() * ticket.chunkBytes());
    }

    void note(long kept) {
        ticket = ticket.keeping(kept);
    }

    /** Whether the store has the last piece, too. */
    boolean isOver() {
        return keptChunks.get() > dataChunks;
    }

    /** Whether there is something to read or to hand over now. */
    boolean canGoOn() {
        return isOver() || !isHanded() && handed - keptChunks.get() < FileSender.MOST_UNKEPT;
    }

    private boolean isHanded() {
        return handed > dataChunks || failureHanded;
    }

    /** The next piece; nothing when there is none now, or the digest must catch up first. */
    Value.@Nullable Record next() {
        if (!canGoOn()) {
            return null;
        }
        if (failure.isEmpty()) {
            try {
                return read();
            } catch (IOException e) {
                failure = e instanceof NoSuchFileException ? "the file is gone" : String.valueOf(e.getMessage());
            }
        }
        Map<String, Value> fields = fields(handed);
        fields.put("failed", new Value.Text(failure));
        return new Value.Record(fields);
    }

    private Value.@Nullable Record read() throws IOException {
        if (hashed == dataChunks) {
            checkSize();
            return last();
        }
        byte[] bytes = bytes(hashed);
        digest.update(bytes);
        hashed++;
        if (hashed <= handed) {
            return null;
        }
        Map<String, Value> fields = fields(handed);
        fields.put("data", new Value.Bytes(bytes));
        return new Value.Record(fields);
    }

    private Value.Record last() {
        Map<String, Value> fields = fields(dataChunks);
        fields.put("sha512", new Value.Text(HexFormat.of().formatHex(digest.digest())));
        fields.put("chunks", new Value.Int(dataChunks));
        fields.put("metadata", ticket.file().metadata());
        return new Value.Record(fields);
    }

    private Map<String, Value> fields(long chunk) {
        Map<String, Value> fields = new LinkedHashMap<>();
        fields.put("transfer", new Value.Text(ticket.file().transfer()));
        fields.put("name", new Value.Text(ticket.file().name()));
        fields.put("media_type", new Value.Text(ticket.file().mediaType()));
        fields.put("offset", new Value.Int(Math.min(ticket.size(), chunk * ticket.chunkBytes())));
        fields.put("size", new Value.Int(ticket.size()));
        return fields;
    }

    /** The piece that {@link #next} gave is with the agent. */
    void handedOver() {
        long kept;
        if (failure.isEmpty()) {
            kept = ++handed;
        } else {
            // Nothing comes behind it.
            failureHanded = true;
            kept = dataChunks + 1;
        }
        context.whenKept(() -> keptChunks.accumulateAndGet(kept, Math::max));
    }

    private byte[] bytes(long chunk) throws IOException {
        FileChannel open = channel;
        if (open == null) {
            open = FileChannel.open(ticket.file().path(), StandardOpenOption.READ);
            channel = open;
            checkSize();
        }
        long offset = chunk * ticket.chunkBytes();
        ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(ticket.chunkBytes(), ticket.size() - offset));
        while (buffer.hasRemaining()) {
            int count = open.read(buffer, offset + buffer.position());
            if (count < 0) {
                throw new IOException("the file became shorter while it was sent");
            }
        }
        return Arrays.copyOf(buffer.array(), buffer.capacity());
    }

    private void checkSize() throws IOException {
        if (channel != null && channel.size() != ticket.size()) {
            throw new IOException(
                    "the file has " + channel.size() + " bytes and had " + ticket.size() + " when it was taken");
        }
    }

    private static MessageDigest sha512() {
        try {
            return MessageDigest.getInstance("SHA-512");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-512", e);
        }
    }

    @Override
    public void close() {
        FileChannel open = channel;
        channel = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                // It was only read.
            }
        }
    }
}
