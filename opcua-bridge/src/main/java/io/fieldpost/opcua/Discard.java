package io.fieldpost.opcua;

/** What the server throws away when more changes of a value come than its queue holds (Part 4, 7.21). */
public enum Discard {
    /** The queue always ends with the newest value. */
    oldest,
    /** The queue keeps its beginning, and the newest takes the place of the one before it. */
    newest
}
