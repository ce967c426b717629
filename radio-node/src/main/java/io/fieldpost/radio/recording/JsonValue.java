package io.fieldpost.radio.recording;

import java.util.List;
import java.util.Map;

/** A value of JSON (RFC 8259) and where it stood. */
sealed interface JsonValue {
    /** Where its first character stood, lines and columns counted from 1. */
    record Position(int line, int column) {
        @Override
        public String toString() {
            return "line " + line + ", column " + column;
        }
    }

    Position at();

    record Text(String value, Position at) implements JsonValue {}

    /**
     * A number.
     *
     * @param digits as it was written, which JSON's grammar allows
     */
    record Number(String digits, Position at) implements JsonValue {}

    record Truth(boolean value, Position at) implements JsonValue {}

    record Null(Position at) implements JsonValue {}

    record Items(List<JsonValue> values, Position at) implements JsonValue {}

    /** Names are unique. */
    record Fields(Map<String, JsonValue> values, Position at) implements JsonValue {}

    /** What it is, for a complaint. */
    default String kind() {
        if (this instanceof Text) {
            return "a text";
        } else if (this instanceof Number) {
            return "a number";
        } else if (this instanceof Truth) {
            return "true or false";
        } else if (this instanceof Null) {
            return "null";
        }
        return this instanceof Items ? "an array" : "an object";
    }
}
