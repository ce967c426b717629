package io.fieldpost.agent.plugin.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Something that answers frames: a process. */
interface Child {
    /** What it sends. */
    InputStream output();

    /** What is sent to it; its end ends the child. */
    OutputStream input();

    /** Ends it now, whatever it does. Any thread. */
    void kill();

    /** Waits until it has ended, kills it after {@code millis}, and frees what it used. How it ended, as a fact; an interrupt kills it and is kept. */
    String awaitEnd(long millis);

    /** Starts one. */
    @FunctionalInterface
    interface Start {
        /**
         * Starts one that runs a {@link ChildSession}.
         *
         * @param source whose driver it will have, for names
         */
        Child of(String source) throws IOException;
    }
}
