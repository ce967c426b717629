package io.fieldpost.agent.store;

import io.fieldpost.agent.StreamName;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

    /** The lowest sequence that a destination has not settled; one above the newest when it has everything. */
    long firstUnsettled(String destination, StreamName stream);

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

    /** How long the rest of the budget lasts at the present rate; null while there is no rate. */
    @Nullable
    Duration lasts();

    @Override
    void close();
}
