package io.fieldpost.radio.node;

import io.fieldpost.driver.DriverContext;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.Value;
import io.fieldpost.driver.ValueType;
import io.fieldpost.driver.transfer.FileSender;
import io.fieldpost.driver.transfer.OutgoingFile;
import io.fieldpost.radio.recording.RecordingStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The folder of recordings of one source, and their way to the centre. What waits for the card is done by a thread of its own, {@code
 * NAME-recordings}, so that no sample is lost for it. Methods may be called by the thread that takes samples, and return at once.
 */
final class Recordings implements AutoCloseable {
    /** Work for the card's thread. */
    @FunctionalInterface
    interface CardWork {
        /** Does it; a failure is told, and the thread goes on. */
        void run() throws IOException;
    }

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int MOST_WAITING = 64;
    private static final long PAUSE_MILLIS = 100;
    private static final long CLOSE_MILLIS = 1_500;
    private static final int LONGEST_TRANSFER = 64;

    private final DriverContext context;
    private final long budgetBytes;
    private final Consumer<Measurement> sink;
    private final Consumer<String> failures;
    private final Path folder;
    private final Point point;
    private final BlockingQueue<CardWork> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
    private final Thread card;
    private volatile long reserveBytes;
    private volatile boolean closing;

    // of the card's thread
    private @Nullable RecordingStore store;
    private @Nullable FileSender sender;

    /**
     * Touches no file yet.
     *
     * @param sink takes the pieces of files; any thread
     * @param failures told what could not be written or sent, by the card's thread
     */
    Recordings(DriverContext context, long budgetBytes, Consumer<Measurement> sink, Consumer<String> failures) {
        this.context = context;
        this.budgetBytes = budgetBytes;
        this.sink = sink;
        this.failures = failures;
        folder = context.directory().resolve("recordings");
        point = new Point(context.source(), "recordings", "", ValueType.FILE, "1");
        card = new Thread(this::work, context.source() + "-recordings");
        card.setDaemon(true);
    }

    /** Starts the card's thread, which first opens the folder and goes on with what was being sent. */
    void start() {
        card.start();
    }

    /** Where recordings are written. */
    Path folder() {
        return folder;
    }

    /**
     * Sees to it that there is room for one more recording of this size, soon and from now on.
     *
     * @throws IllegalArgumentException when it would not fit at all
     */
    void reserve(long bytes) {
        if (bytes > budgetBytes) {
            throw new IllegalArgumentException("a recording of " + bytes + " bytes is larger than the budget of all, "
                    + budgetBytes + " bytes: take a shorter one, or enlarge evidence.budget");
        }
        reserveBytes = Math.max(reserveBytes, bytes);
        later(this::makeRoom);
    }

    /** A name for a recording that begins now: letters, digits, {@code _} and {@code -}. */
    static String name(String what, Instant now) {
        return what.replaceAll("[^A-Za-z0-9_-]", "-") + "_" + STAMP.format(now);
    }

    /** Has something done by the card's thread; false when too much waits already, and it is not done. */
    boolean later(CardWork work) {
        return !closing && waiting.offer(work);
    }

    /** Sends a file that is complete; by the card's thread. */
    void send(Path file, String mediaType, Value.Record metadata) throws IOException {
        String name = file.getFileName().toString();
        if (sender != null) {
            sender.send(new OutgoingFile(transfer(name), file, name, mediaType, metadata));
        }
    }

    /** Names of files differ at their ends, and those of transfers are shorter. */
    private static String transfer(String name) {
        String plain = name.replaceAll("[^A-Za-z0-9_-]", "-");
        return plain.substring(Math.max(0, plain.length() - LONGEST_TRANSFER));
    }

    /** Sends both files of a recording; by the card's thread. */
    void sendSigmf(Path meta, Value.Record metadata) throws IOException {
        String name = meta.getFileName().toString();
        String data = name.substring(0, name.length() - "meta".length()) + "data";
        send(meta, "application/json", metadata);
        send(meta.resolveSibling(data), "application/octet-stream", metadata);
    }

    private void work() {
        attempt(this::open);
        boolean more = false;
        while (!closing || !waiting.isEmpty()) {
            try {
                CardWork work = waiting.poll(more ? 0 : PAUSE_MILLIS, TimeUnit.MILLISECONDS);
                if (work != null) {
                    attempt(work);
                    attempt(this::makeRoom);
                }
            } catch (InterruptedException e) {
                closing = true;
                Thread.currentThread().interrupt();
            }
            more = !closing && sendOn();
        }
        close(sender);
    }

    private void open() throws IOException {
        store = RecordingStore.open(folder, budgetBytes);
        sender = FileSender.open(context, point);
        makeRoom();
    }

    private void makeRoom() throws IOException {
        if (store != null) {
            store.makeRoom(reserveBytes);
        }
    }

    private boolean sendOn() {
        try {
            return sender != null && sender.step(sink);
        } catch (IOException e) {
            failures.accept("recordings could not be sent, " + e.getMessage() + ": " + folder);
            return false;
        }
    }

    private void attempt(CardWork work) {
        try {
            work.run();
        } catch (IOException | RuntimeException e) {
            // One that fails must not end the others.
            failures.accept("a recording was not kept, " + e.getMessage() + ": " + folder);
        }
    }

    private static void close(@Nullable FileSender sender) {
        if (sender != null) {
            sender.close();
        }
    }

    /** Ends the thread once what waits is done, or after a second and a half. */
    @Override
    public void close() {
        closing = true;
        try {
            card.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        card.interrupt();
    }
}
