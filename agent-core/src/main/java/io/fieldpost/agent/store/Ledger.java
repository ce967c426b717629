package io.fieldpost.agent.store;

import io.fieldpost.agent.SequenceRanges;
import io.fieldpost.agent.StreamName;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is gone and accounted for: for each stream the sequence up to which segments were deleted, and the losses, pending and
 * acknowledged. An acknowledged one is kept while its range lies among what is stored, so that it is not reported again. Bounded: when it
 * is full, a new loss widens the last one of its stream and cause. Guarded by the store's lock.
 */
final class Ledger {
    static final String NAME = "ledger";
    private static final int SLOT = 16 * 1024;
    private static final int VERSION = 1;
    private static final int ENTRY = 44;
    private static final int MAX_ENTRIES = 256;
    /** In the order of the file. */
    private static final StreamName[] STREAMS = {StreamName.ALARM, StreamName.DATA, StreamName.BULK};

    private final TwoSlotFile file;
    private final String epoch;
    private final long[] deletedUpTo = new long[STREAMS.length];
    private final List<Loss> pending = new ArrayList<>();
    private final List<Loss> acknowledged = new ArrayList<>();
    /** How many of the pending ones somebody has seen: those no longer change. */
    private int shown;

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
            deletedUpTo[i] = state.getLong();
        }
        for (int i = 0; i < count && state.remaining() >= ENTRY; i++) {
            read(state);
        }
    }

    void save(boolean force) throws IOException {
        ByteBuffer state = ByteBuffer.allocate(file.capacity());
        state.putShort((short) VERSION).putShort((short) (pending.size() + acknowledged.size()));
        for (long floor : deletedUpTo) {
            state.putLong(floor);
        }
        acknowledged.forEach(loss -> write(state, loss, 1));
        pending.forEach(loss -> write(state, loss, 0));
        file.write(state.flip(), force);
    }

    long deletedUpTo(StreamName stream) {
        return deletedUpTo[codeOf(stream)];
    }

    void deleted(StreamName stream, long upTo) {
        deletedUpTo[codeOf(stream)] = Math.max(deletedUpTo(stream), upTo);
        acknowledged.removeIf(loss -> loss.stream() == stream && loss.last() <= upTo);
    }

    void add(Loss loss) {
        for (int i = pending.size() - 1; i >= shown; i--) {
            Loss last = pending.get(i);
            boolean alike = last.stream() == loss.stream() && last.cause() == loss.cause();
            if (alike && (isFull() || last.last() + 1 == loss.first())) {
                pending.set(i, join(last, loss));
                return;
            }
        }
        if (isFull()) {
            forgetOne();
        }
        pending.add(loss);
    }

    /** Everything of a stream that was ever reported and may still lie in a kept range. */
    SequenceRanges ranges(StreamName stream) {
        SequenceRanges ranges = new SequenceRanges();
        acknowledged.forEach(loss -> addTo(ranges, stream, loss));
        pending.forEach(loss -> addTo(ranges, stream, loss));
        return ranges;
    }

    List<Loss> pending() {
        shown = pending.size();
        return List.copyOf(pending);
    }

    List<Loss> acknowledged() {
        return List.copyOf(acknowledged);
    }

    void acknowledge(int count) {
        List<Loss> seen = pending.subList(0, Math.min(count, shown));
        for (Loss loss : seen) {
            if (loss.last() > deletedUpTo(loss.stream())) {
                acknowledged.add(loss);
            }
        }
        shown -= seen.size();
        seen.clear();
    }

    private boolean isFull() {
        return pending.size() + acknowledged.size() >= MAX_ENTRIES;
    }

    /** Room for one more: an acknowledged one may be reported twice; of the pending ones, two of a kind become one. */
    private void forgetOne() {
        if (!acknowledged.isEmpty()) {
            acknowledged.remove(0);
            return;
        }
        shown = 0;
        for (int i = 1; i < pending.size(); i++) {
            Loss first = pending.get(0);
            Loss other = pending.get(i);
            if (first.stream() == other.stream() && first.cause() == other.cause()) {
                pending.set(i, join(first, other));
                pending.remove(0);
                return;
            }
        }
        Collections.rotate(pending, 1);
    }

    private static void addTo(SequenceRanges ranges, StreamName stream, Loss loss) {
        if (loss.stream() == stream) {
            ranges.add(loss.first(), loss.last());
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

    private static void write(ByteBuffer state, Loss loss, int acknowledged) {
        state.put((byte) codeOf(loss.stream())).put((byte) codeOf(loss.cause()));
        state.put((byte) acknowledged).put((byte) 0);
        state.putLong(loss.first()).putLong(loss.last()).putLong(loss.count());
        state.putLong(millis(loss.from())).putLong(millis(loss.to()));
    }

    private void read(ByteBuffer state) {
        int stream = state.get();
        int cause = state.get();
        boolean known = state.getShort() >>> 8 == 1;
        long first = state.getLong();
        long last = state.getLong();
        long count = state.getLong();
        Instant from = instant(state.getLong());
        Instant to = instant(state.getLong());
        if (stream >= 0 && stream < STREAMS.length && cause >= 0 && cause < Loss.Cause.values().length) {
            Loss loss = new Loss(STREAMS[stream], epoch, first, last, count, causeOf(cause), from, to);
            (known ? acknowledged : pending).add(loss);
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
