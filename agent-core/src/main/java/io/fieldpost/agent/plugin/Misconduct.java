package io.fieldpost.agent.plugin;

/** For what a plug-in is put into quarantine. */
enum Misconduct {
    /** Calls that do not return hold its threads. */
    HANGS(true),
    /** Its code ends in {@link Error}s. */
    ERRORS(false),
    /** It hands over more than can be taken. */
    FLOODS(true),
    /** It writes more to the log than is let through. */
    LOGS(true),
    /** It has too many threads. */
    THREADS(false),
    /** Threads of it go on although none of its drivers is open. */
    THREADS_LEFT(false),
    /** It takes too much of a processor. */
    CPU(true);

    /** Whether it may have to do with the device or the load, so that it is worth another attempt without a person. */
    final boolean mild;

    Misconduct(boolean mild) {
        this.mild = mild;
    }
}
