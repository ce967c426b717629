package io.fieldpost.agent.control;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.fieldpost.driver.Value;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One request, as a line of JSON: {@code {"operation":"write","source":"press-1","target":"barrel_setpoint","words":["215.5"]}}.
 *
 * @param target name of the point or the method
 * @param words values as a person typed them, to be read as the allow-list has it; empty beside {@code values}
 * @param values values with their JSON type: a number with a point or an exponent is a real one; empty beside {@code words}
 */
record ControlRequest(Operation operation, String source, String target, List<String> words, List<Value> values) {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int MOST = 64;

    ControlRequest {
        words = List.copyOf(words);
        values = List.copyOf(values);
    }

    /** Writes it as a line, without the line's end. */
    String toLine() throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("operation", operation.text());
            if (!source.isEmpty()) {
                json.writeStringField("source", source);
            }
            json.writeStringField("target", target);
            json.writeArrayFieldStart(values.isEmpty() ? "words" : "values");
            for (String word : words) {
                json.writeString(word);
            }
            for (Value value : values) {
                JsonValues.write(json, value);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        return text.toString();
    }

    /**
     * Reads a line.
     *
     * @throws IllegalArgumentException with a lower-case fact about what is wrong with it
     */
    static ControlRequest read(byte[] line) {
        Fields fields = new Fields();
        try (JsonParser json = JSON.createParser(line)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("not a JSON object");
            }
            while (json.nextToken() != JsonToken.END_OBJECT) {
                fields.take(json);
            }
            if (json.nextToken() != null) {
                throw new IllegalArgumentException("something stands behind the JSON object");
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("not a line of JSON", e);
        }
        return fields.request();
    }

    private static final class Fields {
        private String operation = "";
        private String source = "";
        private String target = "";
        private final List<String> words = new ArrayList<>();
        private final List<Value> values = new ArrayList<>();

        private void take(JsonParser json) throws IOException {
            String name = json.currentName();
            JsonToken token = json.nextToken();
            switch (name) {
                case "operation" -> operation = text(json, token, name);
                case "source" -> source = text(json, token, name);
                case "target" -> target = text(json, token, name);
                case "words" -> {
                    startOfList(token, name);
                    while (json.nextToken() != JsonToken.END_ARRAY) {
                        words.add(text(json, json.currentToken(), name));
                        bound(words, name);
                    }
                }
                case "values" -> {
                    startOfList(token, name);
                    while (json.nextToken() != JsonToken.END_ARRAY) {
                        values.add(JsonValues.read(json));
                        bound(values, name);
                    }
                }
                default -> throw new IllegalArgumentException("a field is not known");
            }
        }

        private static String text(JsonParser json, JsonToken token, String name) throws IOException {
            if (token != JsonToken.VALUE_STRING) {
                throw new IllegalArgumentException("'" + name + "' is not a text");
            }
            return json.getText();
        }

        private static void startOfList(JsonToken token, String name) {
            if (token != JsonToken.START_ARRAY) {
                throw new IllegalArgumentException("'" + name + "' is not a list");
            }
        }

        private static void bound(List<?> list, String name) {
            if (list.size() > MOST) {
                throw new IllegalArgumentException("'" + name + "' has more than " + MOST + " elements");
            }
        }

        private ControlRequest request() {
            Operation known = Operation.of(operation)
                    .orElseThrow(() -> new IllegalArgumentException("this operation is not known; known: "
                            + String.join(
                                    ", ",
                                    Operation.WRITE.text(),
                                    Operation.CALL.text(),
                                    Operation.OPERATE.text(),
                                    Operation.RELEASE.text())));
            if (target.isEmpty() || source.isEmpty() != (known == Operation.RELEASE)) {
                throw new IllegalArgumentException("'source' or 'target' is missing");
            }
            if (known == Operation.RELEASE && !(words.isEmpty() && values.isEmpty())) {
                throw new IllegalArgumentException("a release takes no values");
            }
            if (!words.isEmpty() && !values.isEmpty()) {
                throw new IllegalArgumentException("only one of 'words' and 'values' can say what");
            }
            if (known == Operation.WRITE && words.size() + values.size() != 1) {
                throw new IllegalArgumentException(
                        String.format(Locale.ROOT, "a write takes one value, not %d", words.size() + values.size()));
            }
            boolean isRecord = values.size() == 1 && values.get(0) instanceof Value.Record;
            if (known == Operation.OPERATE && !isRecord) {
                throw new IllegalArgumentException("an operation takes one record in 'values'");
            }
            return new ControlRequest(known, source, target, words, values);
        }
    }
}
