package io.fieldpost.agent.store;

import io.fieldpost.agent.SequenceRanges;
import io.fieldpost.agent.StreamName;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is gone and accounted for: for each stream the sequence up to which segments were deleted, and the losses, pending and
 * acknowledged. An acknowledged one is kept while its range lies among what is stored, so that it is not reported again. Bounded: when it
 * is full, a new loss widens the last one of its stream and cause. Guarded by the store's lock.
 */
final class Ledger {
    static final String NAME = "ledger";
    static final int SLOT = 16 * 1024;
    private static final int VERSION = 1;
    private static final int ENTRY = 44;
    private static final int MAX_ENTRIES = 256;
    /** In the order of the file. */
    private static final StreamName[] STREAMS = {StreamName.ALARM, StreamName.DATA, StreamName.BULK};

    private final TwoSlotFile file;
    private final String epoch;
    private final long[] deletedUpTo = new long[STREAMS.length];
    private final List<Entry> pending = new ArrayList<>();
    private final List<Entry> acknowledged = new ArrayList<>();
    /** Of the pending ones, those that were appended as alarms, which may not be on the card yet. */
    private final List<Entry> told = new ArrayList<>();
    /** How many of the pending ones somebody has seen: those no longer change. */
    private int shown;
    /** Has losses that are not on the card. */
    private boolean owes;

    /**
     * A loss.
     *
     * @param whole nothing is left of its range; not so when records were thinned out, or when entries became one for want of room
     */
    private record Entry(Loss loss, boolean whole) {
        boolean isLike(Entry other) {
            return loss.stream() == other.loss.stream() && loss.cause() == other.loss.cause();
        }

        boolean isBefore(Entry other) {
            return loss.last() + 1 == other.loss.first() && whole == other.whole;
        }

        Entry join(Entry other) {
            boolean stays = whole && other.whole && isBefore(other);
            return new Entry(Ledger.join(loss, other.loss), stays);
        }
    }

    Ledger(Disk disk, Path directory, String epoch) {
        file = new TwoSlotFile(disk, directory, NAME, SLOT);
        this.epoch = epoch;
    }

    /** Reads what is there; with nothing readable it starts empty. */
    void load() {
        ByteBuffer state = file.read();
        if (state == null || state.remaining() < 4 + 8 * STREAMS.length || state.getShort() != VERSION) {
            return;
        }
        int count = state.getShort();
        for (int i = 0; i < deletedUpTo.length; i++) {
            long upTo = state.getLong();
            deletedUpTo[i] = Numbers.canBeGiven(0, upTo) ? upTo : 0;
        }
        for (int i = 0; i < count && state.remaining() >= ENTRY; i++) {
            read(state);
        }
    }

    void save(boolean force) throws IOException {
        ByteBuffer state = ByteBuffer.allocate(file.capacity());
        state.putShort((short) VERSION).putShort((short) (told.size() + pending.size() + acknowledged.size()));
        for (long floor : deletedUpTo) {
            state.putLong(floor);
        }
        acknowledged.forEach(entry -> write(state, entry, 1));
        told.forEach(entry -> write(state, entry, 0));
        pending.forEach(entry -> write(state, entry, 0));
        file.write(state.flip(), force);
        owes &= !force;
    }

    long deletedUpTo(StreamName stream) {
        return deletedUpTo[codeOf(stream)];
    }

    void deleted(StreamName stream, long upTo) {
        deletedUpTo[codeOf(stream)] = Math.max(deletedUpTo(stream), upTo);
        acknowledged.removeIf(entry -> entry.loss.stream() == stream && entry.loss.last() <= upTo);
    }

    /** Whether it has losses that are not on the card. */
    boolean owes() {
        return owes;
    }

    /** @param whole nothing is left of its range */
    void add(Loss loss, boolean whole) {
        owes = true;
        Entry entry = new Entry(loss, whole);
        for (int i = pending.size() - 1; i >= shown; i--) {
            Entry last = pending.get(i);
            if (last.isLike(entry) && (isFull() || last.isBefore(entry))) {
                pending.set(i, last.join(entry));
                return;
            }
        }
        if (isFull()) {
            forgetOne();
        }
        pending.add(entry);
    }

    /** Everything of a stream that was deleted, or was reported and of which nothing is left. */
    SequenceRanges ranges(StreamName stream) {
        SequenceRanges ranges = new SequenceRanges();
        ranges.add(1, deletedUpTo(stream));
        acknowledged.forEach(entry -> addTo(ranges, stream, entry));
        told.forEach(entry -> addTo(ranges, stream, entry));
        pending.forEach(entry -> addTo(ranges, stream, entry));
        return ranges;
    }

    List<Loss> pending() {
        shown = pending.size();
        return pending.stream().map(Entry::loss).toList();
    }

    List<Loss> acknowledged() {
        return acknowledged.stream().map(Entry::loss).toList();
    }

    /** The first ones were appended as alarms. They stay pending on the card until {@link #acknowledge}. */
    void told(int count) {
        List<Entry> seen = pending.subList(0, Math.min(count, shown));
        told.addAll(seen);
        shown -= seen.size();
        seen.clear();
        while (told.size() > MAX_ENTRIES / 2 && joinOne(told)) {
            // While their alarms can't be brought to the card, those of a kind become one.
        }
    }

    private static boolean joinOne(List<Entry> entries) {
        for (int i = 0; i < entries.size(); i++) {
            for (int j = i + 1; j < entries.size(); j++) {
                if (entries.get(i).isLike(entries.get(j))) {
                    entries.set(j, entries.get(i).join(entries.get(j)));
                    entries.remove(i);
                    return true;
                }
            }
        }
        return false;
    }

    boolean hasTold() {
        return !told.isEmpty();
    }

    /** The alarms are on the card. */
    void acknowledge() {
        for (Entry entry : told) {
            if (entry.whole && entry.loss.last() > deletedUpTo(entry.loss.stream())) {
                acknowledged.add(entry);
            }
        }
        told.clear();
    }

    private boolean isFull() {
        return told.size() + pending.size() + acknowledged.size() >= MAX_ENTRIES;
    }

    /** Room for one more: an acknowledged one may be reported twice; of the pending ones, two of a kind become one. */
    private void forgetOne() {
        if (!acknowledged.isEmpty()) {
            acknowledged.remove(0);
            return;
        }
        shown = 0;
        joinOne(pending);
    }

    private static void addTo(SequenceRanges ranges, StreamName stream, Entry entry) {
        if (entry.whole && entry.loss.stream() == stream) {
            ranges.add(entry.loss.first(), entry.loss.last());
        }
    }

    private static Loss join(Loss a, Loss b) {
        return new Loss(
                a.stream(),
                a.epoch(),
                Math.min(a.first(), b.first()),
                Math.max(a.last(), b.last()),
                a.count() + b.count(),
                a.cause(),
                a.from() == null ? b.from() : a.from(),
                b.to() == null ? a.to() : b.to());
    }

    private static void write(ByteBuffer state, Entry entry, int acknowledged) {
        Loss loss = entry.loss;
        state.put((byte) codeOf(loss.stream())).put((byte) codeOf(loss.cause()));
        state.put((byte) acknowledged).put((byte) (entry.whole ? 1 : 0));
        state.putLong(loss.first()).putLong(loss.last()).putLong(loss.count());
        state.putLong(millis(loss.from())).putLong(millis(loss.to()));
    }

    private void read(ByteBuffer state) {
        int stream = state.get();
        int cause = state.get();
        boolean known = state.get() == 1;
        boolean whole = state.get() == 1;
        long first = state.getLong();
        long last = state.getLong();
        long count = state.getLong();
        Instant from = instant(state.getLong());
        Instant to = instant(state.getLong());
        boolean possible = Numbers.canBeGiven(first, last) && count >= 0;
        if (possible && stream >= 0 && stream < STREAMS.length && cause >= 0 && cause < Loss.Cause.values().length) {
            Loss loss = new Loss(STREAMS[stream], epoch, first, last, count, causeOf(cause), from, to);
            (known ? acknowledged : pending).add(new Entry(loss, whole));
        }
    }

    private static int codeOf(StreamName stream) {
        return switch (stream) {
            case ALARM -> 0;
            case DATA -> 1;
            case BULK -> 2;
        };
    }

    private static int codeOf(Loss.Cause cause) {
        return switch (cause) {
            case BUDGET -> 0;
            case DISK -> 1;
            case DAMAGE -> 2;
            case OVERRUN -> 3;
            case TOO_LARGE -> 4;
            case POWER_CUT -> 5;
        };
    }

    private static Loss.Cause causeOf(int code) {
        return switch (code) {
            case 0 -> Loss.Cause.BUDGET;
            case 1 -> Loss.Cause.DISK;
            case 3 -> Loss.Cause.OVERRUN;
            case 4 -> Loss.Cause.TOO_LARGE;
            case 5 -> Loss.Cause.POWER_CUT;
            default -> Loss.Cause.DAMAGE;
        };
    }

    private static long millis(@Nullable Instant time) {
        return time == null ? Long.MIN_VALUE : time.toEpochMilli();
    }

    private static @Nullable Instant instant(long millis) {
        return millis == Long.MIN_VALUE ? null : Instant.ofEpochMilli(millis);
    }
}
