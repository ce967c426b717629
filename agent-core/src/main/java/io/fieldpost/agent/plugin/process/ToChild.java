package io.fieldpost.agent.plugin.process;

import io.fieldpost.agent.record.ByteSource;
import io.fieldpost.agent.record.DamagedBatchException;

/** What the agent sends to a child: calls, each with its number, which are answered by one {@link ToAgent#DONE} or {@link ToAgent#FAILED}; and words. */
enum ToChild {
    /** Call: plug-in, jars, factory, settings, surroundings; answered with what the driver can do. */
    CREATE,
    /** Call without more. */
    OPEN,
    /** Call: whether the points are those of the last read, else the points; answered with a measurement for each. */
    READ,
    /** Call: points. */
    START,
    /** Call: point and value; answered with a status. */
    WRITE,
    /** Call: where from and how many levels. */
    BROWSE,
    /** Call: how many at most; answered with found points, and whether that was all. */
    BROWSE_MORE,
    /** Call without more: nobody reads on. */
    BROWSE_END,
    /** Call: method and values; answered with a status and values. */
    INVOKE,
    /** Call: operation and arguments; answered with a value. */
    OPERATE,
    /** Call without more; the child ends when it is answered. */
    CLOSE,
    /** Number of the call whose thread is interrupted. */
    INTERRUPT,
    /** Number of what waited until it was kept. */
    KEPT,
    /** Number of the question, whether it is answered, and the answer or why not. */
    ANSWER;

    private static final ToChild[] VALUES = values();

    static ToChild of(ByteSource frame) throws DamagedBatchException {
        return Fields.choice(frame, VALUES);
    }
}
