package io.fieldpost.agent.record;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Strings that repeat within one batch, numbered as they first appear: 0 and the text itself, afterwards its number from 1. */
final class StringTable {
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> texts = new ArrayList<>();
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

    String read(ByteSource source) throws DamagedBatchException {
        long number = source.varint();
        if (number == 0) {
            String text = source.text();
            texts.add(text);
            return text;
        }
        if (number < 0 || number > texts.size()) {
            throw source.damaged("text " + Long.toUnsignedString(number) + " of " + texts.size());
        }
        return texts.get((int) number - 1);
    }
}
