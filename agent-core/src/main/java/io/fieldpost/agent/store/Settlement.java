package io.fieldpost.agent.store;

import io.fieldpost.agent.SequenceRanges;
import io.fieldpost.agent.StreamName;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What each destination has. Written behind, never forced: a settlement that is forgotten makes a repeat, which the receiver
 * recognises by its sequence. Guarded by the store's lock.
 */
final class Settlement {
    static final String DIRECTORY = "settled";
    private static final String SUFFIX = ".settled";
    private static final int SLOT = 4096;
    private static final int VERSION = 1;
    /** Ranges of one stream that are kept on disk, lowest first; more are only in memory. */
    private static final int MAX_RANGES = 64;

    private static final StreamName[] STREAMS = StreamName.values();

    private final Map<String, Progress> destinations = new LinkedHashMap<>();

    private static final class Progress {
        final TwoSlotFile file;
        final SequenceRanges[] settled = {new SequenceRanges(), new SequenceRanges(), new SequenceRanges()};
        boolean changed;

        Progress(TwoSlotFile file) {
            this.file = file;
        }
    }

    /** Reads the progress of these destinations, and deletes that of all others. */
    void load(Disk disk, Path store, Collection<String> names) throws IOException {
        Path directory = store.resolve(DIRECTORY);
        disk.createDirectories(directory);
        for (String name : names) {
            Progress progress = new Progress(new TwoSlotFile(disk, directory, fileName(name), SLOT));
            destinations.put(name, progress);
            read(progress);
            // The next save makes it, while there is room: once the card is full, room is made by what can be saved
            // here.
            progress.changed = !progress.file.isComplete();
        }
        for (String file : disk.list(directory)) {
            if (file.endsWith(SUFFIX)
                    && names.stream().noneMatch(name -> fileName(name).equals(file))) {
                disk.delete(directory.resolve(file));
            }
        }
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

    void save() throws IOException {
        for (Progress progress : destinations.values()) {
            if (progress.changed) {
                progress.file.write(encode(progress), false);
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
                progress.settled[stream].add(state.getLong(), state.getLong());
            }
        }
    }

    /** What a destination's file says it has, for each stream in the order of {@link StreamName}; nothing when it is not readable. */
    static SequenceRanges[] read(Disk disk, Path store, String fileName) {
        Progress progress = new Progress(new TwoSlotFile(disk, store.resolve(DIRECTORY), fileName, SLOT));
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
