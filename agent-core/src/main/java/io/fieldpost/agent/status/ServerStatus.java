package io.fieldpost.agent.status;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One server for the plant at one moment.
 *
 * @param name what it is called on this gateway; its protocol, each of which is there once
 * @param since when it entered this state
 * @param endpoint the URL at which clients reach it; null while it does not listen
 * @param sessions clients that are logged in; -1 when that is not known
 * @param failures how often it could not open or ended by itself, since the start of the process
 * @param detail why it does not listen, in words for a technician; empty when all is well
 */
public record ServerStatus(
        String name,
        String protocol,
        State state,
        Instant since,
        @Nullable String endpoint,
        int sessions,
        long failures,
        String detail) {
    /** What a server is doing. */
    public enum State {
        /** It opens for the first time. */
        STARTING,
        LISTENING,
        /** Failed; it tries again after its back-off. */
        WAITING
    }
}
