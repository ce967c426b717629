package io.fieldpost.driver;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Why a driver could not do what it was asked. The message is a lower-case fact with its numbers and its object, such as
 * {@code read timed out after 500 ms: holding:0:int16}.
 */
public final class DriverException extends Exception {
    private static final long serialVersionUID = 1L;

    /** What kind of failure it was, which tells the runner what to do next. */
    public enum Reason {
        /** Nobody answers there: try again later. */
        UNREACHABLE,
        /** It answered too late: try again later. */
        TIMEOUT,
        /** It answered with something that the protocol does not allow: start afresh. */
        PROTOCOL,
        /** It answered and said no: try again, rarely. */
        REFUSED,
        /** The configuration can't work: a person must change it. */
        CONFIGURATION;

        /** Whether another attempt without a change by a person can help. */
        public boolean retryable() {
            return this != CONFIGURATION;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Reason reason;
    private final transient @Nullable DeviceStatus status;

    public DriverException(Reason reason, String message) {
        super(message);
        this.reason = reason;
        this.status = null;
    }

    public DriverException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
        this.status = null;
    }

    /** A device that said no in its own terms. */
    public DriverException(Reason reason, String message, DeviceStatus status) {
        super(message);
        this.reason = reason;
        this.status = status;
    }

    public Reason reason() {
        return reason;
    }

    /** What the device itself said; null when it said nothing, or nothing that was kept. */
    public @Nullable DeviceStatus status() {
        return status;
    }
}
