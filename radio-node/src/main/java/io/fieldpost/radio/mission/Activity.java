package io.fieldpost.radio.mission;

/**
 * What a mission does with the receiver during a run: it tunes, takes blocks, and says when it has what it wanted. It hands its results on by
 * itself. All calls come from the one thread that takes blocks.
 *
 * @param <B> what the receiver gives: blocks of samples, or what a receiver measured by itself
 */
public interface Activity<B> {
    /**
     * Begins a run and tunes.
     *
     * @param skippedStarts scheduled starts that were left out since the run before
     */
    void begin(long nowNanos, long skippedStarts);

    /** The receiver goes to a more urgent mission in the middle of a run; nothing of it is this one's until {@link #resume}. */
    void suspend(long nowNanos);

    /** Has the receiver again: tunes, and goes on with what was not finished. */
    void resume(long nowNanos);

    /**
     * Takes one block.
     *
     * @return whether the run is finished
     */
    boolean step(B block, long nowNanos);

    /** The mission was removed, or the receiver is about to be closed: what is open is closed. In any state, once. */
    default void end() {}
}
