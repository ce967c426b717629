package io.fieldpost.agent.record;

import java.util.HashMap;
import java.util.Map;

/** Strings that repeat within one batch, numbered as they first appear: 0 and the text itself, afterwards its number from 1. {@link TextTable} reads them. */
final class StringTable {
    private final Map<String, Integer> numbers = new HashMap<>();
    /** Number of the text that was written last. */
    private int last;

    void write(ByteSink sink, String text) {
        Integer number = numbers.get(text);
        if (number == null) {
            writeOnce(sink, text);
            numbers.put(text, last);
        } else {
            sink.varint(number);
        }
    }

    /** Writes a text that is not looked up, and will not be found: one that hardly comes again. */
    void writeOnce(ByteSink sink, String text) {
        last++;
        sink.varint(0);
        sink.text(text);
    }

    /** Begins afresh, for the next batch to write. */
    void clear() {
        numbers.clear();
        last = 0;
    }
}
