package io.fieldpost.driver.modbus.line;

/** The unit answered with an exception. */
public final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Refusal refusal;

    RefusedException(Refusal refusal) {
        super(refusal.name());
        this.refusal = refusal;
    }

    public Refusal refusal() {
        return refusal;
    }

    /** It is an answer like any other, and needs no trace. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
