package io.fieldpost.opcua.simulation.chaos;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;

/** The time that a server believes in. Runs as fast as the real one. Any thread. */
public final class ServerClock implements InstantSource {
    /** Where a controller begins whose battery is empty. */
    public static final Instant NEVER_SET = Instant.parse("2000-01-01T00:00:00Z");

    private volatile Duration ahead = Duration.ZERO;

    ServerClock() {}

    @Override
    public Instant instant() {
        return Instant.now().plus(ahead);
    }

    /** The same as OPC UA writes it. */
    DateTime now() {
        return new DateTime(instant());
    }

    /** Sets it, now. */
    public void set(Instant instant) {
        ahead = Duration.between(Instant.now(), instant);
    }

    /** Lets it jump; a negative step leads back. */
    public void step(Duration by) {
        ahead = ahead.plus(by);
    }

    /** Sets it right again. */
    public void correct() {
        ahead = Duration.ZERO;
    }
}
