package io.fieldpost.driver.mtconnect;

import java.util.Map;

/**
 * What an agent tells of one data item (MTConnect Part 3).
 *
 * @param name empty where the data item has none
 * @param sequence place in the agent's buffer, from 1
 * @param element local name of its element, such as {@code Position}, or {@code Fault}
 * @param attributes all that it has, by their local names
 * @param text its content without blanks around it
 * @param entries of a data set or table, in their order: a text, or the cells of a row; empty for all others
 */
record Observation(
        Category category,
        String dataItemId,
        String name,
        long sequence,
        String element,
        Map<String, String> attributes,
        String text,
        Map<String, Entry> entries) {
    /** Which container of the component's stream it stands in. */
    enum Category {
        SAMPLE,
        EVENT,
        CONDITION
    }

    /**
     * One entry of a data set or table.
     *
     * @param cells of a table's row; empty for a data set
     */
    record Entry(String text, Map<String, String> cells) {}

    /** An attribute's value, empty where there is none. */
    String attribute(String attribute) {
        return attributes.getOrDefault(attribute, "");
    }

    /** Whether its content is a data set or table, also one without entries. */
    boolean isSet() {
        return !entries.isEmpty() || element.endsWith("DataSet") || element.endsWith("Table");
    }

    /** Whether the agent itself does not know: the machine or its adapter is gone (MTConnect Part 3, {@code UNAVAILABLE}). */
    boolean isUnavailable() {
        return category == Category.CONDITION ? element.equals("Unavailable") : text.equals("UNAVAILABLE");
    }
}
