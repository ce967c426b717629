package io.fieldpost.driver.plc4x;

/**
 * A request that the controller answered and PLC4X could not make anything of, or that PLC4X could not even send. Others may fare better, in a new session:
 * in this one PLC4X may wait on.
 */
final class UnreadableException extends Exception {
    private static final long serialVersionUID = 1L;

    UnreadableException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Whether it is how PLC4X's ADS tells that the controller said no. */
    boolean isRefusal() {
        return Causes.text(this).startsWith("Unexpected return code");
    }
}
