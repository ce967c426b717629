package io.fieldpost.agent.inspect;

import io.fieldpost.agent.StreamName;
import io.fieldpost.agent.record.BatchCodec;
import io.fieldpost.agent.record.DamagedBatchException;
import io.fieldpost.agent.store.Damage;
import io.fieldpost.agent.store.RecordVisitor;
import io.fieldpost.agent.store.StoreException;
import io.fieldpost.agent.store.StoreReader;
import io.fieldpost.agent.store.StoredRecord;
import java.util.Locale;
import java.util.function.Consumer;

/** Reads every record of a store and decodes every batch. One thread; one record in memory. */
public final class Verification implements RecordVisitor {
    private final StoreReader store;
    private final Consumer<String> lines;

    private long segments;
    private long records;
    private long measurements;
    private long bytes;
    private long damages;
    private long reported;
    private long unreported;

    private Verification(StoreReader store, Consumer<String> lines) {
        this.store = store;
        this.lines = lines;
    }

    /**
     * Verifies a whole store.
     *
     * @param lines is told each damage, and last the summary
     * @return whether the store is whole
     */
    public static boolean of(StoreReader store, Consumer<String> lines) throws StoreException {
        Verification verification = new Verification(store, lines);
        store.damagedState().forEach(verification::damage);
        for (StreamName stream : StreamName.values()) {
            store.read(stream, 1, Long.MAX_VALUE, verification);
        }
        lines.accept(verification.summary());
        return verification.damages == 0;
    }

    @Override
    public void record(StoredRecord record, Place place) {
        records++;
        bytes += place.to() - place.from();
        try {
            measurements += BatchCodec.decode(record.payload()).size();
        } catch (DamagedBatchException e) {
            damage(new Damage(
                    Damage.Kind.BATCH,
                    place.file(),
                    place.from(),
                    place.to(),
                    record.stream(),
                    record.sequence(),
                    record.sequence(),
                    1,
                    store.standing(record),
                    "a whole record that is no batch (" + e.getMessage() + ")"));
        }
    }

    @Override
    public void damage(Damage damage) {
        lines.accept(damage.text());
        damages += damage.counts() ? 1 : 0;
        if (damage.standing() == Damage.Standing.NEW) {
            unreported += damage.count();
        } else {
            reported += damage.count();
        }
    }

    @Override
    public void segment() {
        segments++;
    }

    private String summary() {
        String read = String.format(
                Locale.ROOT,
                "%,d records with %,d measurements in %,d segment%s, %,d bytes: ",
                records,
                measurements,
                segments,
                segments == 1 ? "" : "s",
                bytes);
        if (damages == 0 && reported == 0) {
            return read + "whole";
        }
        String missing = String.format(
                Locale.ROOT, "%,d records missing and accounted for, %,d missing and new", reported, unreported);
        return read
                + (damages == 0 ? "whole; " : damages + (damages == 1 ? " place" : " places") + " damaged; ")
                + missing;
    }
}
