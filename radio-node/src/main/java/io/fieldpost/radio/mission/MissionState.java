package io.fieldpost.radio.mission;

/**
 * How a mission stands.
 *
 * @param name of the mission
 * @param phase what it is doing
 * @param priority as its timing says
 * @param runs finished so far
 * @param skipped scheduled starts that came while its own run before was not finished
 * @param preemptions how often a more urgent one took the receiver away
 * @param airtimeNanos how long it had the receiver
 */
public record MissionState(
        String name, Phase phase, int priority, long runs, long skipped, long preemptions, long airtimeNanos) {
    /** What a mission is doing. */
    public enum Phase {
        /** Not due, or outside its hours. */
        WAITING,
        /** Due, and another has the receiver. */
        DUE,
        RUNNING,
        /** In the middle of a run that a more urgent one interrupted. */
        PREEMPTED,
        /** Held by a person. */
        PAUSED,
        /** It does not run again. */
        OVER
    }
}
