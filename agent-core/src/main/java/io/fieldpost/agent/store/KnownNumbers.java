package io.fieldpost.agent.store;

import io.fieldpost.agent.SequenceRanges;
import io.fieldpost.agent.StreamName;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a store's small files say about its numbers: deleted, reported as lost, settled, given. A snapshot; on a live store it is
 * taken again for each question that matters, because the ledger is written before anything is deleted.
 */
final class KnownNumbers {
    private final Ledger ledger;
    private final boolean ledgerReadable;
    private final Map<String, SequenceRanges[]> settled = new LinkedHashMap<>();
    private final List<String> damaged = new ArrayList<>();
    private final long[] closedAt = {-1, -1, -1};

    KnownNumbers(Disk disk, Path store, String epoch) throws IOException {
        ledger = new Ledger(disk, store, epoch);
        ledger.load();
        ledgerReadable = isReadable(disk, store, Ledger.NAME, Ledger.SLOT);
        for (String file : Settlement.fileNames(disk, store)) {
            settled.put(Settlement.destination(file), Settlement.read(disk, store, file));
            isReadable(disk, store.resolve(Settlement.DIRECTORY), file, Settlement.SLOT);
        }
        ByteBuffer mark = new TwoSlotFile(disk, store, StoreDirectory.CLOSED, StoreDirectory.CLOSED_SLOT).read();
        isReadable(disk, store, StoreDirectory.CLOSED, StoreDirectory.CLOSED_SLOT);
        for (int i = 0; mark != null && i < closedAt.length; i++) {
            closedAt[i] = Closed.read(mark).newest();
        }
    }

    /** The small files of which neither slot is whole. */
    List<String> damaged() {
        return damaged;
    }

    Map<String, SequenceRanges[]> settled() {
        return settled;
    }

    List<Loss> pending() {
        return ledger.pending();
    }

    List<Loss> acknowledged() {
        return ledger.acknowledged();
    }

    long deletedUpTo(StreamName stream) {
        return ledger.deletedUpTo(stream);
    }

    /** Whether it is known what was deleted; not in a copy of the segments alone. */
    boolean tellsDeleted() {
        return ledgerReadable;
    }

    /** The newest number when the store was closed in good order; -1 when it was not. */
    long closedAt(StreamName stream) {
        return closedAt[stream.ordinal()];
    }

    /** What is known about missing numbers, all of them above {@link #deletedUpTo}. */
    Damage.Standing standing(StreamName stream, long first, long last) {
        if (last < first) {
            return Damage.Standing.NOTHING;
        }
        SequenceRanges known = ledger.ranges(stream);
        known.add(1, deletedUpTo(stream));
        if (known.covers(first, last)) {
            return Damage.Standing.REPORTED;
        }
        SequenceRanges all = null;
        for (SequenceRanges[] own : settled.values()) {
            all = all == null ? own[stream.ordinal()] : all.and(own[stream.ordinal()]);
        }
        if (all != null) {
            known.addAll(all);
        }
        return known.covers(first, last) ? Damage.Standing.SETTLED : Damage.Standing.NEW;
    }

    /** One that is there and has no whole slot is damaged; a second look, because an agent may be writing to it. */
    private boolean isReadable(Disk disk, Path directory, String name, int slotSize) throws IOException {
        if (!disk.exists(directory.resolve(name))) {
            return false;
        }
        if (!Files.isReadable(directory.resolve(name))) {
            throw new AccessDeniedException(directory.resolve(name).toString());
        }
        for (int attempt = 0; attempt < 2; attempt++) {
            if (new TwoSlotFile(disk, directory, name, slotSize).read() != null) {
                return true;
            }
        }
        boolean ofDestination = directory.endsWith(Settlement.DIRECTORY);
        damaged.add(ofDestination ? Settlement.DIRECTORY + "/" + name : name);
        return false;
    }
}
