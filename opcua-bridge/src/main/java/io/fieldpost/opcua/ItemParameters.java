package io.fieldpost.opcua;

import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.enumerated.DeadbandType;
import org.eclipse.milo.opcua.stack.core.types.structured.DataChangeFilter;
import org.jspecify.annotations.Nullable;

/**
 * How one point is watched.
 *
 * @param samplingMillis sampling interval, in milliseconds
 * @param queueSize changes that the server keeps between two sendings
 * @param discardOldest what it drops beyond them
 * @param filter what counts as a change; absent for the standard's default
 * @param poll whether it is read instead of subscribed
 */
record ItemParameters(
        double samplingMillis,
        UInteger queueSize,
        boolean discardOldest,
        @Nullable DataChangeFilter filter,
        boolean poll) {

    /** How far a value may be from the last one told without being news, in the point's unit; infinite when nobody here knows. */
    double tolerance() {
        if (filter == null || filter.getDeadbandType().intValue() == DeadbandType.None.getValue()) {
            return 0;
        }
        boolean absolute = filter.getDeadbandType().intValue() == DeadbandType.Absolute.getValue();
        return absolute ? filter.getDeadbandValue() : Double.POSITIVE_INFINITY;
    }

    /** Whether a new value of the same status is news at all. */
    boolean tellsValues() {
        return filter == null || filter.getTrigger() != Trigger.status.milo();
    }
}
