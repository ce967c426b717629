package io.fieldpost.agent.plugin.process;

import io.fieldpost.agent.record.ByteSource;
import io.fieldpost.agent.record.DamagedBatchException;

/** What a child sends to the agent. */
enum ToAgent {
    /** First of all: {@link #VERSION}. */
    HELLO,
    /** Number of the call, and its answer. */
    DONE,
    /** Number of the call, and what was thrown. */
    FAILED,
    /** One measurement of a streaming driver. */
    MEASURED,
    /** A remark. */
    REMARK,
    /** Number of what waits until all before it is kept. */
    WHEN_KEPT,
    /** Why the connection is lost. */
    LOST,
    /** Number of a {@link Question}, which it is, and its text. */
    ASK;

    /** Both ends come from one installation; this finds the one that was replaced while the other ran. */
    static final int VERSION = 1;

    private static final ToAgent[] VALUES = values();

    static ToAgent of(ByteSource frame) throws DamagedBatchException {
        return Fields.choice(frame, VALUES);
    }

    /** What a child can't know itself. */
    enum Question {
        /** The time, of a clock that is not the machine's. */
        TIME,
        /** Whether the clock is synchronised. */
        SYNCHRONISED,
        /** The secret behind a reference of the settings. */
        SECRET;

        private static final Question[] VALUES = values();

        static Question of(ByteSource frame) throws DamagedBatchException {
            return Fields.choice(frame, VALUES);
        }
    }
}
