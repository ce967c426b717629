package io.fieldpost.agent.console;

/**
 * Something that is not as it should be.
 *
 * @param about name of the source or destination, or what else it concerns
 * @param fact what was found
 * @param remedy what to do next
 */
record Concern(Weight weight, String about, String fact, String remedy) {
    /** How much it matters, worst first. */
    enum Weight {
        /** Values are not measured or not kept. */
        WRONG,
        /** Nothing is lost yet, or it repairs itself. */
        ATTENTION
    }
}
