package io.fieldpost.agent.store;

/** What is known about the gateway's own clock. */
public enum ClockState {
    /** Nobody told. */
    UNKNOWN,
    /** Set by a time service since the start. */
    SYNCHRONISED,
    /** A time service runs and has not set it yet. */
    UNSYNCHRONISED
}
