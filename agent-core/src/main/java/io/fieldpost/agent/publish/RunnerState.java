package io.fieldpost.agent.publish;

import io.fieldpost.agent.status.DestinationStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/**
 * State and figures of one destination, and the only place that logs its changes: the first failure as a warning, repeats for
 * debugging, the recovery with count and duration. One thread writes, any thread reads.
 */
final class RunnerState {
    private record Now(DestinationStatus.State state, Instant since, String detail) {}

    final AtomicLong published = new AtomicLong();
    final AtomicLong acknowledged = new AtomicLong();
    final AtomicLong unreceived = new AtomicLong();
    final AtomicInteger inFlight = new AtomicInteger();

    private final Publication what;
    private final InstantSource clock;
    private volatile Now now;
    private volatile @Nullable Instant lastAcknowledged;
    private int failures;
    private @Nullable Instant failingSince;

    RunnerState(Publication what, InstantSource clock) {
        this.what = what;
        this.clock = clock;
        this.now = new Now(DestinationStatus.State.CONNECTING, clock.instant(), "");
    }

    void connecting() {
        enter(DestinationStatus.State.CONNECTING, now.detail);
    }

    void connected() {
        enter(DestinationStatus.State.CONNECTED, "");
        Instant since = failingSince;
        if (since != null) {
            Duration outage = Duration.between(since, clock.instant());
            Logger.info(
                    "destination {} is connected again after {} failures in {} s",
                    what.destination(),
                    failures,
                    outage.toSeconds());
        }
        failures = 0;
        failingSince = null;
    }

    void waiting(String detail) {
        enter(DestinationStatus.State.WAITING, detail);
        failures++;
        if (failingSince == null) {
            failingSince = clock.instant();
            Logger.warn("destination {}: {}", what.destination(), detail);
        } else {
            Logger.debug("destination {}, failure {}: {}", what.destination(), failures, detail);
        }
    }

    void stopped() {
        enter(DestinationStatus.State.STOPPED, "");
    }

    /** Says what holds it up while it is connected; empty when nothing does. */
    void detail(String detail) {
        if (!detail.equals(now.detail)) {
            if (now.detail.isEmpty()) {
                Logger.warn("destination {}: {}", what.destination(), detail);
            }
            now = new Now(now.state, now.since, detail);
        }
    }

    void acknowledgedOne() {
        acknowledged.incrementAndGet();
        lastAcknowledged = clock.instant();
    }

    private void enter(DestinationStatus.State state, String detail) {
        Instant since = state == now.state ? now.since : clock.instant();
        now = new Now(state, since, detail);
    }

    DestinationStatus snapshot(long backlog) {
        Now seen = now;
        return new DestinationStatus(
                what.destination(),
                what.url().toString(),
                seen.state,
                seen.since,
                seen.detail,
                published.get(),
                acknowledged.get(),
                backlog,
                inFlight.get(),
                unreceived.get(),
                lastAcknowledged);
    }
}
