package io.fieldpost.agent.publish;

import io.fieldpost.config.ByteSize;
import io.fieldpost.config.gateway.Destination;
import io.fieldpost.config.gateway.Identity;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * What is published, and where to.
 *
 * @param destination name of the destination; its progress is kept under this name
 * @param url of the broker, for the status
 * @param gateway who publishes
 * @param version of the agent, told at birth
 * @param window how many messages may wait for their acknowledgement at once
 * @param backlogRate how many payload bytes a second of the backlog may leave; null when no rate is configured
 */
public record Publication(
        String destination,
        URI url,
        Identity gateway,
        String version,
        int window,
        @Nullable ByteSize backlogRate) {
    /** As configured. */
    public static Publication of(Destination destination, Identity gateway, String version) {
        return new Publication(
                destination.name(),
                destination.url(),
                gateway,
                version,
                destination.window(),
                destination.backlogRate());
    }

    /** The client identifier: the same at each connection, so that a half-dead one is thrown out by the broker. */
    public String clientId() {
        return "fieldpost-" + gateway.id() + "-" + destination;
    }
}
