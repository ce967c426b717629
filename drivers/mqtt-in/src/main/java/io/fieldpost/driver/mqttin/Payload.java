package io.fieldpost.driver.mqttin;

import io.fieldpost.driver.Quality;
import io.fieldpost.driver.json.DocumentReader;
import io.fieldpost.driver.json.Found;
import io.fieldpost.driver.json.JsonPointer;
import io.fieldpost.driver.json.NoJsonException;
import io.fieldpost.driver.json.Outcome;
import io.fieldpost.driver.json.Scalar;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a message says, gone through once for all points of its topic.
 *
 * @param found by slot of its plan; null where it is no JSON, or none is wanted
 * @param complaint why it is no JSON; empty where it is, or none is wanted
 * @param plain the payload as one value
 */
record Payload(Found @Nullable [] found, String complaint, Found plain) {
    /** RFC 8259, section 6. */
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

    private static final JsonPointer WHOLE = new JsonPointer(List.of());
    private static final PayloadTime NO_TIME = new PayloadTime(null, "");

    static Payload of(Arrival arrival, TopicPlan plan) {
        if (arrival.isTooLarge()) {
            String told = "a message that is larger than 'largest' allows, and was let go";
            return new Payload(null, told, new Found.Unusable(Found.Cause.TOO_LONG, told));
        }
        Found plain = plain(arrival.payload());
        if (!plan.wantsJson()) {
            return new Payload(null, "", plain);
        }
        try {
            return new Payload(DocumentReader.read(arrival.payload(), plan.tree()), "", plain);
        } catch (NoJsonException e) {
            return new Payload(null, String.valueOf(e.getMessage()), plain);
        }
    }

    private static Found plain(byte[] payload) {
        if (payload.length > DocumentReader.LONGEST_TEXT) {
            return new Found.Unusable(
                    Found.Cause.TOO_LONG,
                    "a payload of " + payload.length + " bytes; at most " + DocumentReader.LONGEST_TEXT
                            + " are kept as one value");
        }
        try {
            return new Found.Plain(scalar(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(payload))
                    .toString()));
        } catch (CharacterCodingException e) {
            return new Found.Unusable(Found.Cause.NOT_A_VALUE, "the payload is no UTF-8 text");
        }
    }

    private static Scalar scalar(String text) {
        String bare = text.strip();
        if (bare.length() <= 400 && NUMBER.matcher(bare).matches()) {
            return new Scalar(Scalar.Kind.NUMBER, bare);
        }
        return new Scalar(bare.equals("true") || bare.equals("false") ? Scalar.Kind.BOOL : Scalar.Kind.TEXT, bare);
    }

    /** What is at a slot; the payload itself for -1. No JSON is nothing anywhere. */
    Found at(int slot) {
        if (slot < 0) {
            return plain;
        }
        return found == null ? new Found.Unusable(Found.Cause.MISSING, complaint) : found[slot];
    }

    /** What a point comes to. */
    Outcome outcome(Target target) {
        JsonPointer pointer = target.address().pointer();
        if (target.slot() >= 0 && found == null) {
            return Outcome.bad(Quality.BAD_COMMUNICATION, complaint);
        }
        return Outcome.of(
                at(target.slot()),
                pointer == null ? WHOLE : pointer,
                target.address().readAs());
    }

    PayloadTime time(int slot, @Nullable ZoneId zone) {
        return slot < 0 || found == null ? NO_TIME : PayloadTime.of(found[slot], zone);
    }
}
