package io.fieldpost.opcua.history;

/** What a gap is to the gateway. */
public enum HistoryUse {
    /** Filled where the server says that it keeps a history of the point. */
    Auto,
    /** Filled, whatever the server says beforehand; a person is told which points have no history. */
    Required,
    /** Left as it is. */
    Off
}
