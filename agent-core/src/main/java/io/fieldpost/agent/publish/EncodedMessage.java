package io.fieldpost.agent.publish;

import org.jspecify.annotations.Nullable;

/**
 * One record, ready for the wire.
 *
 * @param payload the bytes; handed over, not copied
 * @param contentType MQTT 5 content type
 * @param schema value of the user property {@code schema}
 * @param contentEncoding value of the user property {@code content-encoding}; null when the payload is not compressed
 */
public record EncodedMessage(
        byte[] payload,
        String contentType,
        String schema,
        @Nullable String contentEncoding) {}
