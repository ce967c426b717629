package io.fieldpost.agent.inspect;

import io.fieldpost.agent.StreamName;
import io.fieldpost.agent.record.BatchCodec;
import io.fieldpost.agent.record.DamagedBatchException;
import io.fieldpost.agent.store.Damage;
import io.fieldpost.agent.store.RecordVisitor;
import io.fieldpost.agent.store.StoreException;
import io.fieldpost.agent.store.StoreReader;
import io.fieldpost.agent.store.StoredRecord;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes the measurements of a store as text, in the order of their numbers. One thread; one record in memory. */
public final class Export implements RecordVisitor {
    /** The forms there are. */
    public enum Format {
        /** One JSON object a line. */
        JSONL,
        /** RFC 4180, with a header line. */
        CSV
    }

    /**
     * Which records are wanted.
     *
     * @param streams in this order
     * @param from lowest number
     * @param to highest number
     * @param since stored then or later, by the gateway's clock; null for any
     * @param until stored before; null for any
     */
    public record Selection(
            List<StreamName> streams,
            long from,
            long to,
            @Nullable Instant since,
            @Nullable Instant until) {
        boolean has(Instant stored) {
            return (since == null || !stored.isBefore(since)) && (until == null || stored.isBefore(until));
        }
    }

    private final Selection selection;
    private final MeasurementLines lines;
    private final Consumer<String> complaints;
    private boolean whole = true;

    private Export(Selection selection, MeasurementLines lines, Consumer<String> complaints) {
        this.selection = selection;
        this.lines = lines;
        this.complaints = complaints;
    }

    /**
     * Writes what is selected.
     *
     * @param complaints is told each place that was skipped
     * @return whether nothing was skipped
     * @throws UncheckedIOException when it can't be written
     */
    public static boolean write(
            StoreReader store, Selection selection, Format format, OutputStream out, Consumer<String> complaints)
            throws StoreException {
        MeasurementLines lines = format == Format.CSV ? new CsvLines(out) : new JsonLines(out);
        Export export = new Export(selection, lines, complaints);
        for (StreamName stream : selection.streams()) {
            store.read(stream, selection.from(), selection.to(), export);
        }
        lines.flush();
        return export.whole;
    }

    @Override
    public void record(StoredRecord record, Place place) {
        if (!selection.has(record.storedTime())) {
            return;
        }
        try {
            lines.write(record, BatchCodec.decode(record.payload()));
        } catch (DamagedBatchException e) {
            complain(place.file() + ": record " + record.sequence() + " is skipped: " + e.getMessage());
        }
    }

    /** Numbers that were deleted, or are known to be lost and have no bytes, can't be exported by anybody. */
    @Override
    public void damage(Damage damage) {
        if (damage.counts() && damage.kind() != Damage.Kind.HEADER) {
            complain(damage.text());
        }
    }

    private void complain(String what) {
        complaints.accept(what);
        whole = false;
    }
}
