package io.fieldpost.driver.transfer;

import io.fieldpost.driver.DriverContext;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.Value;
import io.fieldpost.driver.ValueType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Hands files over to the agent, one after the other and each in pieces, without flooding the source's queue: at most {@value #MOST_UNKEPT}
 * pieces are under way of which the store is not known to have them. What is to be sent, and how far it has come, stands in the source's
 * directory: after a kill at any instant a new sender over the same directory goes on with the first piece that is not known to be kept. So
 * pieces can come twice, and what the agent counts as lost comes no more; the centre finds out by the SHA-512 that travels with the last one.
 *
 * <p>A piece is a record on a point of type {@link ValueType#FILE}: {@code transfer}, {@code name}, {@code media_type}, {@code offset},
 * {@code size} (of the file), {@code data}; the last one, in place of data, {@code sha512} (hexadecimal), {@code chunks} and {@code metadata};
 * or {@code failed}, when the file is gone or has changed.
 *
 * <p>A step function for the driver's own thread; not thread-safe.
 */
public final class FileSender implements AutoCloseable {
    /** Of a piece, unless it is said otherwise. */
    public static final int CHUNK_BYTES = 64 << 10;

    /** Pieces under way. */
    static final int MOST_UNKEPT = 4;

    private static final int LEAST_CHUNK_BYTES = 16;
    private static final int MOST_CHUNK_BYTES = 1 << 20;
    private static final int MOST_WAITING = 1_000;
    private static final String DIRECTORY = "transfers";

    private final DriverContext context;
    private final Point point;
    private final int chunkBytes;
    private final Path directory;
    private final ArrayDeque<Ticket> waiting = new ArrayDeque<>();
    private final List<OutgoingFile> ended = new ArrayList<>();
    private final List<String> unreadable = new ArrayList<>();
    private long numbers;
    private @Nullable FileTransfer current;

    private FileSender(DriverContext context, Point point, int chunkBytes) {
        this.context = context;
        this.point = point;
        this.chunkBytes = chunkBytes;
        this.directory = context.directory().resolve(DIRECTORY);
    }

    /** A sender with pieces of {@value #CHUNK_BYTES} bytes; see {@link #open(DriverContext, Point, int)}. */
    public static FileSender open(DriverContext context, Point point) throws IOException {
        return open(context, point, CHUNK_BYTES);
    }

    /**
     * A sender that goes on with what an earlier one had left to send.
     *
     * @param point of the source, of type {@link ValueType#FILE}
     * @param chunkBytes of each piece of a new transfer but the last: 16 to 1,048,576
     * @throws IOException when the source's directory can't be used
     */
    public static FileSender open(DriverContext context, Point point, int chunkBytes) throws IOException {
        if (point.type() != ValueType.FILE || !isChunk(chunkBytes)) {
            throw new IllegalArgumentException("not a point of type file, or pieces of " + chunkBytes + " bytes");
        }
        FileSender sender = new FileSender(context, point, chunkBytes);
        Files.createDirectories(sender.directory);
        sender.readTickets();
        return sender;
    }

    static boolean isChunk(long bytes) {
        return bytes >= LEAST_CHUNK_BYTES && bytes <= MOST_CHUNK_BYTES;
    }

    private void readTickets() throws IOException {
        List<Path> paths;
        try (Stream<Path> all = Files.list(directory)) {
            paths = all.filter(Ticket::isTicket).toList();
        }
        List<Ticket> found = new ArrayList<>();
        for (Path path : paths) {
            try {
                found.add(Ticket.read(path));
            } catch (IOException e) {
                unreadable.add(path.getFileName().toString());
                Files.deleteIfExists(path);
            }
        }
        found.sort(Comparator.comparingLong(Ticket::number));
        waiting.addAll(found);
        numbers = found.isEmpty() ? 0 : found.get(found.size() - 1).number() + 1;
    }

    /**
     * Takes a file. From its return on the file will be sent, whatever happens to this process.
     *
     * @throws IOException when the file can't be read, or the directory not be written
     * @throws IllegalStateException when {@value #MOST_WAITING} files wait already: the uplink is too slow for what is recorded
     */
    public void send(OutgoingFile file) throws IOException {
        if (waiting.size() >= MOST_WAITING) {
            throw new IllegalStateException(waiting.size() + " files wait to be sent already");
        }
        if (Files.exists(Ticket.path(directory, file.transfer()))) {
            throw new IllegalStateException("transfer " + file.transfer() + " is under way already");
        }
        Ticket ticket = new Ticket(file, numbers++, Files.size(file.path()), chunkBytes, 0);
        ticket.write(directory);
        waiting.add(ticket);
    }

    /**
     * Hands over at most one piece, and reads no more than one.
     *
     * @param sink as {@link io.fieldpost.driver.StreamingDriver#start} gave it
     * @return whether another step at once would do something; when not, there is nothing to send, or the store must catch up first, which
     *     takes a tenth of a second or so
     * @throws IOException when the directory can't be written; the step can be repeated
     */
    public boolean step(Consumer<Measurement> sink) throws IOException {
        FileTransfer transfer = current;
        if (transfer == null) {
            Ticket next = waiting.peek();
            if (next == null) {
                return false;
            }
            transfer = new FileTransfer(next, context);
            current = transfer;
        }
        long kept = transfer.kept();
        if (kept > transfer.ticket().kept()) {
            transfer.note(kept);
            transfer.ticket().write(directory);
        }
        if (transfer.isOver()) {
            end(transfer);
            return !waiting.isEmpty();
        }
        Value.Record piece = transfer.next();
        if (piece != null) {
            sink.accept(Measurement.good(point, piece, context.clock().instant()));
            transfer.handedOver();
        }
        return transfer.canGoOn();
    }

    private void end(FileTransfer transfer) throws IOException {
        Files.deleteIfExists(Ticket.path(directory, transfer.ticket().file().transfer()));
        transfer.close();
        current = null;
        waiting.remove();
        ended.add(transfer.ticket().file());
    }

    /** How many files have not ended yet. */
    public int waiting() {
        return waiting.size();
    }

    /** Files that have ended since the last call: all their pieces are kept, or they could not be read. The driver may delete them. */
    public List<OutgoingFile> takeEnded() {
        List<OutgoingFile> taken = List.copyOf(ended);
        ended.clear();
        return taken;
    }

    /** Names of notes about transfers that could not be read when this was opened, and were forgotten: a power cut can leave such. */
    public List<String> unreadable() {
        return List.copyOf(unreadable);
    }

    /** Lets go of the file at hand; what was not sent is for the next sender. */
    @Override
    public void close() {
        if (current != null) {
            current.close();
            current = null;
        }
    }
}
