package io.fieldpost.agent.source;

/** The one driver call that is under way, with its deadline. */
final class Ongoing {
    final Kind kind;
    final PendingCall<?> call;
    private long deadline;
    private boolean cutOff;

    /** The calls that a driver gets, in words. */
    enum Kind {
        OPEN("open"),
        START("start"),
        READ("read"),
        COMMAND("command"),
        CLOSE("close");

        final String word;

        Kind(String word) {
            this.word = word;
        }
    }

    Ongoing(Kind kind, PendingCall<?> call, long deadline) {
        this.kind = kind;
        this.call = call;
        this.deadline = deadline;
    }

    /** Nanoseconds until it must be back; 0 when it should be. */
    long nanosLeft(long now) {
        return call.isDone() ? 0 : Math.max(0, deadline - now);
    }

    /** Whether its deadline has passed. It may have come back since the caller looked, so {@link #nanosLeft} can't tell. */
    boolean isOverdue(long now) {
        return deadline - now <= 0;
    }

    /** Whether it was interrupted for its deadline. */
    boolean isCutOff() {
        return cutOff;
    }

    /** Interrupts it and sets the time by which it must be back now. */
    void cutOff(long nextDeadline) {
        cutOff = true;
        deadline = nextDeadline;
        call.interrupt();
    }

    /** Waits once more for a call that was cut off. */
    void extend(long nextDeadline) {
        deadline = nextDeadline;
    }
}
