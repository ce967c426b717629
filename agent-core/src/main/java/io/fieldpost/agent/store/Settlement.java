package io.fieldpost.agent.store;

import io.fieldpost.agent.SequenceRanges;
import io.fieldpost.agent.StreamName;
import io.fieldpost.agent.store.StoreOptions.Settler;
import io.fieldpost.config.gateway.StartsAt;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/**
 * What each destination has. Written behind, never forced: a settlement that is forgotten makes a repeat, which the receiver
 * recognises by its sequence. Guarded by the store's lock.
 */
final class Settlement {
    static final String DIRECTORY = "settled";
    private static final String SUFFIX = ".settled";
    /** The file with the names of all destinations, one a line. */
    static final String NAMES = "destinations";

    static final int SLOT = 16 * 1024;
    private static final int NAMES_SLOT = 4096;
    private static final int MAX_NAMES = 4000;
    private static final int VERSION = 1;
    /** Ranges of one stream that are kept on disk, lowest first; more are only in memory. */
    private static final int MAX_RANGES = 320;

    private static final StreamName[] STREAMS = StreamName.values();

    private final Map<String, Progress> destinations = new LinkedHashMap<>();
    /** Names that the store knows: one of these without a file has lost it, and begins with the oldest whatever is configured. */
    private @Nullable TwoSlotFile names;

    private String knownNames = "";

    private static final class Progress {
        final TwoSlotFile file;
        final SequenceRanges[] settled = {new SequenceRanges(), new SequenceRanges(), new SequenceRanges()};
        final boolean startsNow;
        boolean changed;

        Progress(TwoSlotFile file, boolean startsNow) {
            this.file = file;
            this.startsNow = startsNow;
        }
    }

    /** Reads the progress of these destinations, and deletes that of all others. */
    void load(Disk disk, Path store, List<Settler> settlers) throws IOException {
        Path directory = store.resolve(DIRECTORY);
        disk.createDirectories(directory);
        TwoSlotFile list = new TwoSlotFile(disk, store, NAMES, NAMES_SLOT);
        names = list;
        ByteBuffer state = list.read();
        knownNames = state == null ? "" : StandardCharsets.UTF_8.decode(state).toString();
        // A list that can't be read knows everybody: then nobody's data is passed over.
        boolean anybody = state == null && disk.exists(store.resolve(NAMES));
        for (Settler settler : settlers) {
            String name = settler.name();
            boolean known = anybody || isListed(name) || disk.exists(directory.resolve(fileName(name)));
            Progress progress = new Progress(
                    new TwoSlotFile(disk, directory, fileName(name), SLOT),
                    !known && settler.startsAt() == StartsAt.NOW);
            destinations.put(name, progress);
            read(progress);
            // The next save makes it, while there is room: once the card is full, room is made by what can be saved
            // here.
            progress.changed = !progress.file.isComplete();
        }
        boolean forgotten = false;
        for (String file : disk.list(directory)) {
            if (file.endsWith(SUFFIX)
                    && destinations.keySet().stream()
                            .noneMatch(name -> fileName(name).equals(file))) {
                forget(disk, directory.resolve(file));
                forgotten = true;
            }
        }
        if (forgotten) {
            // A file that comes back would speak for a destination that is new under the same name.
            disk.forceDirectory(directory);
        }
    }

    /** Gives a destination that begins now all that is older, and notes the names. On the card when this returns. */
    void begin(StreamLogs logs) throws IOException {
        StringBuilder listed = new StringBuilder();
        for (Map.Entry<String, Progress> destination : destinations.entrySet()) {
            Progress progress = destination.getValue();
            if (progress.startsNow) {
                for (StreamName stream : STREAMS) {
                    progress.settled[stream.ordinal()].add(1, logs.of(stream).next() - 1);
                }
                progress.file.write(encode(progress), true);
            }
            if (utf8(listed.toString()).length + utf8(destination.getKey()).length < MAX_NAMES) {
                listed.append(destination.getKey()).append('\n');
            }
        }
        if (!knownNames.contentEquals(listed) && names != null) {
            names.write(ByteBuffer.wrap(utf8(listed.toString())), true);
            knownNames = listed.toString();
        }
    }

    private static void forget(Disk disk, Path file) {
        try {
            disk.delete(file);
        } catch (IOException e) {
            Logger.warn("store: {} is of no destination any more and can't be deleted: {}", file, e.toString());
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private boolean isListed(String name) {
        return ("\n" + knownNames).contains("\n" + name + "\n");
    }

    void settle(String destination, StreamName stream, long first, long last) {
        Progress progress = progress(destination);
        progress.settled[stream.ordinal()].add(first, last);
        progress.changed = true;
    }

    /** Nobody waits for these any more. */
    void settleForAll(StreamName stream, long first, long last) {
        destinations.keySet().forEach(name -> settle(name, stream, first, last));
    }

    long nextUnsettled(String destination, StreamName stream, long from) {
        return progress(destination).settled[stream.ordinal()].firstMissing(from);
    }

    /** How many of the sequences from {@code oldest} to {@code newest} are not settled. */
    long unsettled(String destination, StreamName stream, long oldest, long newest) {
        return newest
                - oldest
                + 1
                - progress(destination).settled[stream.ordinal()].countWithin(oldest, newest);
    }

    /** What every destination has; nothing when there is no destination. */
    SequenceRanges settledByAll(StreamName stream) {
        SequenceRanges all = null;
        for (Progress progress : destinations.values()) {
            SequenceRanges own = progress.settled[stream.ordinal()];
            all = all == null ? own : all.and(own);
        }
        return all == null ? new SequenceRanges() : all;
    }

    /** The highest sequence that any destination has: it was given once. */
    long highest(StreamName stream) {
        long highest = 0;
        for (Progress progress : destinations.values()) {
            highest = Math.max(highest, progress.settled[stream.ordinal()].highest());
        }
        return highest;
    }

    /** @param force of all, changed or not */
    void save(boolean force) throws IOException {
        for (Progress progress : destinations.values()) {
            if (progress.changed || force) {
                progress.file.write(encode(progress), force);
                progress.changed = false;
            }
        }
    }

    private Progress progress(String destination) {
        Progress progress = destinations.get(destination);
        if (progress == null) {
            throw new IllegalArgumentException(
                    "no destination " + destination + " in this store: it was opened for " + destinations.keySet());
        }
        return progress;
    }

    private static ByteBuffer encode(Progress progress) {
        ByteBuffer state = ByteBuffer.allocate(progress.file.capacity()).putShort((short) VERSION);
        for (SequenceRanges settled : progress.settled) {
            int count = Math.min(MAX_RANGES, settled.count());
            state.putShort((short) count);
            for (int i = 0; i < count; i++) {
                state.putLong(settled.first(i)).putLong(settled.last(i));
            }
        }
        return state.flip();
    }

    private static void read(Progress progress) {
        ByteBuffer state = progress.file.read();
        if (state == null || state.remaining() < 2 || state.getShort() != VERSION) {
            return;
        }
        for (int stream = 0; stream < STREAMS.length && state.remaining() >= 2; stream++) {
            int count = state.getShort();
            for (int i = 0; i < count && state.remaining() >= 16; i++) {
                long first = state.getLong();
                long last = state.getLong();
                if (Numbers.canBeGiven(first, last)) {
                    progress.settled[stream].add(first, last);
                }
            }
        }
    }

    /** What a destination's file says it has, for each stream in the order of {@link StreamName}; nothing when it is not readable. */
    static SequenceRanges[] read(Disk disk, Path store, String fileName) {
        Progress progress = new Progress(new TwoSlotFile(disk, store.resolve(DIRECTORY), fileName, SLOT), false);
        read(progress);
        return progress.settled;
    }

    /** The names of the destinations' files. */
    static List<String> fileNames(Disk disk, Path store) throws IOException {
        return disk.list(store.resolve(DIRECTORY)).stream()
                .filter(name -> name.endsWith(SUFFIX))
                .toList();
    }

    /** The destination that a file belongs to, as far as its name tells: a long one is cut. */
    static String destination(String fileName) {
        String name = fileName.substring(0, fileName.length() - SUFFIX.length());
        try {
            return URLDecoder.decode(name, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return name;
        }
    }

    /** Letters, digits, hyphen and underscore stand for themselves, all else as the hexadecimal digits of its bytes. */
    private static String fileName(String destination) {
        StringBuilder name = new StringBuilder();
        for (byte b : destination.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = b == '-' || b == '_' || (b >= 0 && Character.isLetterOrDigit(b));
            name.append(plain ? String.valueOf((char) b) : "%%%02x".formatted(b & 0xFF));
        }
        int crc = Checksum.of(
                destination.getBytes(StandardCharsets.UTF_8), 0, destination.getBytes(StandardCharsets.UTF_8).length);
        return (name.length() <= 100 ? name : name.substring(0, 90) + "-" + Integer.toHexString(crc)) + SUFFIX;
    }
}
