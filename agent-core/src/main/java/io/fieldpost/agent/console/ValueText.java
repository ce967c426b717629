package io.fieldpost.agent.console;

import io.fieldpost.driver.Value;
import java.util.HexFormat;

/** A value as it is read on the page. Long texts and byte strings are cut, with a mark that they were. */
final class ValueText {
    private static final int CHARACTERS = 200;
    private static final int BYTES = 16;

    private ValueText() {}

    static String of(Value value, String unit, Words words) {
        if (value instanceof Value.Bool bool) {
            return words.say(bool.value() ? "true" : "false");
        }
        if (value instanceof Value.Int whole) {
            return Units.with(Words.count(whole.value()).replace('-', '\u2212'), unit);
        }
        if (value instanceof Value.Real real) {
            return Units.with(Words.number(real.value()), unit);
        }
        if (value instanceof Value.Text text) {
            return cut(text.value());
        }
        if (value instanceof Value.Bytes bytes) {
            return hexadecimal(bytes.value());
        }
        if (value instanceof Value.Series series) {
            return SpectrumDrawing.inWords(series, unit, words);
        }
        return value instanceof Value.Record record ? record.fields().toString() : "–";
    }

    private static String cut(String text) {
        return text.length() <= CHARACTERS ? text : text.substring(0, CHARACTERS) + "…";
    }

    private static String hexadecimal(byte[] bytes) {
        String shown = HexFormat.ofDelimiter(" ").formatHex(bytes, 0, Math.min(BYTES, bytes.length));
        return shown + (bytes.length > BYTES ? " … (" + bytes.length + " B)" : "");
    }
}
