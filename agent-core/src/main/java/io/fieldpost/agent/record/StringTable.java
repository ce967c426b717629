package io.fieldpost.agent.record;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Strings that repeat within one batch, numbered as they first appear: 0 and the text itself, afterwards its number from 1. */
final class StringTable {
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> texts = new ArrayList<>();

    void write(ByteSink sink, String text) {
        Integer number = numbers.putIfAbsent(text, numbers.size() + 1);
        sink.varint(number == null ? 0 : number);
        if (number == null) {
            sink.text(text);
        }
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
