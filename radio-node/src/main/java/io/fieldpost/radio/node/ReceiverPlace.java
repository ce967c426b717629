package io.fieldpost.radio.node;

import io.fieldpost.radio.position.ClockQuality;
import io.fieldpost.radio.position.Position;
import io.fieldpost.radio.position.PositionSource;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The place as the receiver tells it, and as others do while it does not. What the settings say comes first. */
final class ReceiverPlace implements PositionSource {
    /** A receiver tells its place once a second or so. */
    private static final Duration FRESH = Duration.ofSeconds(30);

    private record Told(Position position, Instant at) {}

    private final PositionSource others;
    private volatile @Nullable Told told;

    /** @param others the settings' own */
    ReceiverPlace(PositionSource others) {
        this.others = others;
    }

    /** The receiver told its place at a time of the gateway's clock. Any thread. */
    void tell(Position position, Instant at) {
        told = new Told(position, at);
    }

    @Override
    public @Nullable Position position(Instant now) {
        Position known = others.position(now);
        Told last = told;
        if (known != null || last == null || Duration.between(last.at(), now).compareTo(FRESH) > 0) {
            return known;
        }
        return last.position();
    }

    @Override
    public ClockQuality clock(Instant now) {
        return others.clock(now);
    }

    @Override
    public void step(long nowNanos) {
        others.step(nowNanos);
    }

    @Override
    public String trouble() {
        return others.trouble();
    }

    @Override
    public void close() {
        others.close();
    }
}
