package io.fieldpost.driver.mqttin;

import io.fieldpost.driver.Point;

/** A point at one topic, and how it fares. For one thread at a time. */
final class Target {
    private final Point point;
    private final MqttAddress address;
    private final int slot;

    // From start to close.
    private boolean wasFound;
    private boolean isSilent;
    private long lastNanos;

    /**
     * Nothing came yet.
     *
     * @param slot of its pointer among those of its topic; -1 for a payload that is the value
     */
    Target(Point point, MqttAddress address, int slot, long nowNanos) {
        this.point = point;
        this.address = address;
        this.slot = slot;
        this.lastNanos = nowNanos;
    }

    Point point() {
        return point;
    }

    MqttAddress address() {
        return address;
    }

    int slot() {
        return slot;
    }

    /** Whether anything was ever found where its pointer leads. */
    boolean wasFound() {
        return wasFound;
    }

    void found() {
        wasFound = true;
    }

    /** A message with its value came. */
    void heard(long nowNanos) {
        lastNanos = nowNanos;
        isSilent = false;
    }

    /** Whether it has just become silent; says so once. */
    boolean becomesSilent(long nowNanos, long afterNanos) {
        boolean becomes = !isSilent && nowNanos - lastNanos > afterNanos;
        isSilent |= becomes;
        return becomes;
    }
}
