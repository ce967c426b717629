package io.fieldpost.agent.publish;

import java.nio.charset.StandardCharsets;

/**
 * One message with its topic, QoS 1.
 *
 * @param retained whether the broker keeps it for those who come later
 */
public record OutgoingMessage(String topic, EncodedMessage content, boolean retained) {
    /** Fixed header 5, topic length 2, packet identifier 2, property length 4, payload format 2, topic alias 3. */
    private static final int FIXED = 18;

    /** A length field of two bytes in front of a string, and an identifier before a property. */
    private static final int STRING = 2;

    private static final int IDENTIFIER = 1;

    /** Upper bound of the PUBLISH packet's size in bytes, MQTT 5 section 3.3. */
    long packetSize() {
        long size = (long) FIXED + utf8(topic) + content.payload().length;
        size += (long) IDENTIFIER + STRING + utf8(content.contentType());
        size += userProperty("schema", content.schema());
        if (content.contentEncoding() != null) {
            size += userProperty("content-encoding", content.contentEncoding());
        }
        return size;
    }

    private static int userProperty(String name, String value) {
        return IDENTIFIER + 2 * STRING + utf8(name) + utf8(value);
    }

    private static int utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
