package io.fieldpost.agent.console;

import io.fieldpost.driver.Value;
import java.util.HexFormat;
import java.util.Map;

/** A value as it is read on the page. Long texts, byte strings, arrays and records are cut, with a mark that they were. */
final class ValueText {
    private static final int CHARACTERS = 200;
    private static final int BYTES = 16;
    private static final String MORE = "…";

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
        if (value instanceof Value.Array || value instanceof Value.Record) {
            StringBuilder text = new StringBuilder();
            nested(value, words, text);
            return cut(text.toString());
        }
        return "–";
    }

    /** Stops once there is more than will be shown. */
    private static void nested(Value value, Words words, StringBuilder text) {
        if (value instanceof Value.Array array) {
            text.append('[');
            String between = "";
            for (Value element : array.elements()) {
                if (text.length() > CHARACTERS) {
                    break;
                }
                text.append(between);
                nested(element, words, text);
                between = ", ";
            }
            text.append(']');
        } else if (value instanceof Value.Record fields) {
            String between = "";
            for (Map.Entry<String, Value> field : fields.fields().entrySet()) {
                if (text.length() > CHARACTERS) {
                    break;
                }
                boolean deep = field.getValue() instanceof Value.Record;
                text.append(between).append(field.getKey()).append(deep ? ": {" : ": ");
                nested(field.getValue(), words, text);
                text.append(deep ? "}" : "");
                between = ", ";
            }
        } else {
            text.append(of(value, "1", words));
        }
    }

    private static String cut(String text) {
        return text.length() <= CHARACTERS ? text : text.substring(0, CHARACTERS) + MORE;
    }

    private static String hexadecimal(byte[] bytes) {
        String shown = HexFormat.ofDelimiter(" ").formatHex(bytes, 0, Math.min(BYTES, bytes.length));
        return shown + (bytes.length > BYTES ? " … (" + bytes.length + " B)" : "");
    }
}
