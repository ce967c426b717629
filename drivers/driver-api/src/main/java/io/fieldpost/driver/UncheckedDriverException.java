package io.fieldpost.driver;

/** A {@link DriverException} on its way through an interface that allows no checked one, such as a stream. */
public final class UncheckedDriverException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final DriverException failure;

    public UncheckedDriverException(DriverException failure) {
        super(failure.getMessage(), failure);
        this.failure = failure;
    }

    /** What happened. */
    public DriverException failure() {
        return failure;
    }
}
