package io.fieldpost.agent.control;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.fieldpost.agent.command.Outcome;
import io.fieldpost.driver.DeviceStatus;
import io.fieldpost.driver.Value;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One answer, as a line of JSON.
 *
 * @param result as {@link Outcome.Result#text}, or {@code error} for a request that was none
 * @param status what the device itself said; null when it said nothing
 * @param message a lower-case fact; may be empty
 * @param asked the values as they were understood, each as JSON
 * @param outputs what a method returned, each as JSON
 */
public record ControlAnswer(
        String result, @Nullable DeviceStatus status, String message, List<String> asked, List<String> outputs) {
    private static final JsonFactory JSON = new JsonFactory();
    private static final String ERROR = "error";

    /** Whether the device has confirmed what was asked. */
    public boolean isDone() {
        return result.equals(Outcome.Result.DONE.text());
    }

    static String error(String message) {
        return line(new Outcome(Outcome.Result.REFUSED, null, message, List.of()), ERROR, List.of());
    }

    static String of(Outcome outcome, List<Value> asked) {
        return line(outcome, outcome.result().text(), asked);
    }

    private static String line(Outcome outcome, String result, List<Value> asked) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("result", result);
            DeviceStatus status = outcome.status();
            if (status != null) {
                json.writeNumberField("status", status.code());
                json.writeStringField("status_name", status.name());
            }
            json.writeStringField("message", outcome.message());
            list(json, "asked", asked);
            list(json, "outputs", outcome.outputs());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void list(JsonGenerator json, String name, List<Value> values) throws IOException {
        json.writeArrayFieldStart(name);
        for (Value value : values) {
            JsonValues.write(json, value);
        }
        json.writeEndArray();
    }

    /**
     * The answer to an operation; empty when it had none.
     *
     * @throws ControlException when it is no record
     */
    public Value.Record record() throws ControlException {
        if (outputs.isEmpty()) {
            return new Value.Record(Map.of());
        }
        try (JsonParser json = JSON.createParser(outputs.get(0))) {
            json.nextToken();
            if (JsonValues.read(json) instanceof Value.Record record) {
                return record;
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new ControlException("the agent's answer can't be read: " + e.getMessage(), e);
        }
        throw new ControlException("the agent's answer is no record");
    }

    static ControlAnswer read(byte[] line) throws IOException {
        String result = "";
        String message = "";
        String name = "";
        long code = -1;
        List<String> asked = new ArrayList<>();
        List<String> outputs = new ArrayList<>();
        try (JsonParser json = JSON.createParser(line)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String field = json.currentName();
                json.nextToken();
                switch (field) {
                    case "result" -> result = json.getText();
                    case "message" -> message = json.getText();
                    case "status" -> code = json.getLongValue();
                    case "status_name" -> name = json.getText();
                    case "asked" -> values(json, asked);
                    case "outputs" -> values(json, outputs);
                    default -> json.skipChildren();
                }
            }
        }
        return new ControlAnswer(result, code < 0 ? null : new DeviceStatus(code, name), message, asked, outputs);
    }

    private static void values(JsonParser json, List<String> values) throws IOException {
        while (json.nextToken() != JsonToken.END_ARRAY) {
            StringWriter text = new StringWriter();
            try (JsonGenerator copy = JSON.createGenerator(text)) {
                copy.copyCurrentStructure(json);
            }
            values.add(text.toString());
        }
    }
}
