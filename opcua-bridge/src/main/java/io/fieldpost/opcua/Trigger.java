package io.fieldpost.opcua;

import org.eclipse.milo.opcua.stack.core.types.enumerated.DataChangeTrigger;

/** What counts as a change of a value (Part 4, 7.22.2). */
public enum Trigger {
    /** The status alone. */
    status(DataChangeTrigger.Status),
    /** The status or the value: the standard's default. */
    value(DataChangeTrigger.StatusValue),
    /** The status, the value or the source's time: also a value that was written anew and is the same. */
    timestamp(DataChangeTrigger.StatusValueTimestamp);

    private final DataChangeTrigger milo;

    Trigger(DataChangeTrigger milo) {
        this.milo = milo;
    }

    DataChangeTrigger milo() {
        return milo;
    }
}
