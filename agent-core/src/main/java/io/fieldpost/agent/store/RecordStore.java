package io.fieldpost.agent.store;

import io.fieldpost.agent.StreamName;
import java.util.List;

/**
 * Keeps records until every destination has settled them. All methods may be called from any thread.
 *
 * <p>A record is accepted when {@link #append} returns: from then on it survives the death of the process, and after at most the
 * commit interval also a power cut.
 */
public interface RecordStore extends AutoCloseable {
    /**
     * Appends one record. The bytes are in the page cache when this returns.
     *
     * @param payload the encoded batch
     * @param count how many measurements it holds
     * @param clock whether the gateway's clock is known to be right
     * @return its sequence number
     * @throws StoreException when it could not be written; then nothing was accepted and no number was used
     */
    long append(StreamName stream, byte[] payload, int count, ClockState clock) throws StoreException;

    /**
     * Reads records in their order, beginning with the first whole one at or after {@code fromSequence}. What was damaged or dropped
     * is skipped here and was reported as a loss.
     *
     * @param maxRecords upper bound of the answer's length
     * @param maxBytes upper bound of the payloads together, exceeded by one record at most
     * @return empty when there is none yet
     */
    List<StoredRecord> read(StreamName stream, long fromSequence, int maxRecords, int maxBytes) throws StoreException;

    /** Notes that a destination has what lies in {@code [first, last]}. Idempotent; order does not matter. */
    void settle(String destination, StreamName stream, long first, long last);

    /**
     * The lowest sequence at or above {@code from} that is kept and that a destination has not settled; one above the newest when there is
     * none.
     */
    long nextUnsettled(String destination, StreamName stream, long from);

    /** The lowest sequence that a destination has not settled; one above the newest when it has everything. */
    default long firstUnsettled(String destination, StreamName stream) {
        return nextUnsettled(destination, stream, 0);
    }

    /** How many records are kept that a destination has not settled. */
    long unsettled(String destination, StreamName stream);

    /** Figures of one stream, for the status page and the doctor. */
    StreamState state(StreamName stream);

    /**
     * Losses that nobody has acknowledged yet, oldest first, each to be appended as an alarm. They survive a crash: until they are
     * acknowledged, the next process finds them here again.
     */
    List<Loss> pendingLosses();

    /**
     * Notes that the first {@code count} of what {@link #pendingLosses} answered last are appended as alarms. Call it after the append:
     * a crash between the two repeats them, and never loses one.
     */
    void acknowledgeLosses(int count);

    /** One unit of house-keeping: force what is due, delete what is settled, keep to the budget. */
    void step(long nowNanos);

    /** Figures of the whole store, for the status and the metrics. */
    StoreFigures figures();

    @Override
    void close();
}
