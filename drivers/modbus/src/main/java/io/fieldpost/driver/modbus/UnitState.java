package io.fieldpost.driver.modbus;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Whether one unit answers, and when it is tried again if not. Belongs to one thread. */
final class UnitState {
    private final Duration first;
    private final Duration longest;

    private @Nullable Instant silentSince;
    private Instant lastTry = Instant.EPOCH;
    private Duration rest = Duration.ZERO;
    private boolean heard;

    UnitState(Duration first, Duration longest) {
        this.first = first;
        this.longest = longest;
    }

    void answered() {
        silentSince = null;
        heard = true;
    }

    void silent(Instant now) {
        rest = silentSince == null ? first : shorter(rest.multipliedBy(2), longest);
        silentSince = silentSince == null ? now : silentSince;
        lastTry = now;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** Whether its last request was not answered. */
    boolean isSilent() {
        return silentSince != null;
    }

    /** Whether it has answered, and since then not been silent. */
    boolean isAlive() {
        return heard && silentSince == null;
    }

    /** Whether it is left alone. A clock that was set back ends that, so that it can't last for hours. */
    boolean isResting(Instant now) {
        return silentSince != null && !now.isBefore(lastTry) && now.isBefore(lastTry.plus(rest));
    }

    /** How long it is left alone. */
    Duration rest() {
        return rest;
    }

    /** Since when it is silent; null when it is not. */
    @Nullable
    Instant silentSince() {
        return silentSince;
    }
}
