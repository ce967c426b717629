package io.fieldpost.agent.publish;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.fieldpost.config.gateway.Identity;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * What a gateway tells about itself on its status topic, retained: born, stopped by a person, or gone without a word (the broker
 * publishes that one as the last will).
 *
 * @param gateway who
 * @param state what
 * @param connection a random name of the connection; a {@code LOST} of another connection than the last {@code ONLINE} is late and
 *     means nothing
 * @param version of the agent
 */
public record GatewayStatus(Identity gateway, State state, String connection, String version) {
    /** What a gateway is. */
    public enum State {
        ONLINE("online"),
        /** It said good-bye. */
        STOPPED("stopped"),
        /** The connection broke. */
        LOST("lost");

        private final String text;

        State(String text) {
            this.text = text;
        }
    }

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(8).build())
            .build();

    /** As it goes on the wire. */
    public byte[] toJson() {
        return new JsonWriter()
                .raw("{\"v\":")
                .number(JsonProfile.VERSION)
                .raw(",\"site\":")
                .text(gateway.site())
                .raw(",\"gateway\":")
                .text(gateway.id())
                .raw(",\"state\":")
                .text(state.text)
                .raw(",\"connection\":")
                .text(connection)
                .raw(",\"version\":")
                .text(version)
                .raw('}')
                .toByteArray();
    }

    /**
     * Reads a status message.
     *
     * @throws ProfileException when it is none
     */
    public static GatewayStatus fromJson(byte[] payload) throws ProfileException {
        Map<String, String> fields = new HashMap<>();
        try (JsonParser parser = JSON.createParser(payload)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new ProfileException("a status message is not an object");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                if (parser.currentToken().isScalarValue()) {
                    fields.put(name, parser.getText());
                } else {
                    parser.skipChildren();
                }
            }
        } catch (IOException e) {
            throw new ProfileException("not a status message: " + e.getMessage(), e);
        }
        Identity gateway = new Identity(needed(fields, "gateway"), needed(fields, "site"));
        return new GatewayStatus(
                gateway, state(needed(fields, "state")), needed(fields, "connection"), needed(fields, "version"));
    }

    private static State state(String text) throws ProfileException {
        for (State state : State.values()) {
            if (state.text.equals(text)) {
                return state;
            }
        }
        throw new ProfileException("unknown state of a gateway: " + text);
    }

    private static String needed(Map<String, String> fields, String name) throws ProfileException {
        String value = fields.get(name);
        if (value == null) {
            throw new ProfileException(name + " is missing in a status message");
        }
        return value;
    }
}
