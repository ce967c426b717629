package io.fieldpost.agent.store;

/**
 * Is shown what a store holds, stream by stream in the order of the numbers. What fails in here is thrown unchecked, so that it is not
 * taken for a failure of the store.
 */
public interface RecordVisitor {
    /**
     * A whole record.
     *
     * @param place where it lies
     */
    void record(StoredRecord record, Place place);

    /** Something between records that is not as it should be; the records around it are shown. */
    void damage(Damage damage);

    /** A segment was read to its end. */
    default void segment() {}

    /**
     * Where a record lies.
     *
     * @param file below the store's directory
     * @param from first byte
     * @param to one above the last byte
     */
    record Place(String file, long from, long to) {}
}
