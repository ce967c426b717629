package io.fieldpost.driver.modbus.line;

import java.io.IOException;

/** A request came to nothing, and the line is as good as before. It has been counted. */
public final class FaultException extends IOException {
    private static final long serialVersionUID = 1L;

    private final Fault fault;

    FaultException(Fault fault) {
        super(fault.toString());
        this.fault = fault;
    }

    public Fault fault() {
        return fault;
    }

    /** It is no mistake of the program that a trace would explain, and frequent on a bad line. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
