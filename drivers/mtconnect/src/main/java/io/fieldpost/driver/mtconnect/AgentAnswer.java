package io.fieldpost.driver.mtconnect;

import java.util.List;

/** What an agent answers. */
sealed interface AgentAnswer {
    /**
     * A streams document.
     *
     * @param observations those that were wanted, in the document's order
     * @param others how many there were besides
     * @param someOthers ids of a few of them, for a message
     */
    record Streams(StreamsHeader header, List<Observation> observations, int others, List<String> someOthers)
            implements AgentAnswer {}

    /**
     * An error document.
     *
     * @param code such as {@code OUT_OF_RANGE}
     * @param text in the agent's words
     */
    record Refused(String code, String text) implements AgentAnswer {
        boolean isOutOfRange() {
            return code.equals("OUT_OF_RANGE");
        }
    }
}
