package io.fieldpost.config.gateway;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What points of both kinds must keep to where they say how often a value is kept. */
final class Reporting {
    private Reporting() {}

    static void check(@Nullable Duration heartbeat, @Nullable Duration atMostEvery) {
        if (heartbeat != null && atMostEvery != null && heartbeat.compareTo(atMostEvery) < 0) {
            throw new IllegalArgumentException(
                    "heartbeat: it is shorter than 'at_most_every', which would hold it back; write it longer");
        }
    }
}
