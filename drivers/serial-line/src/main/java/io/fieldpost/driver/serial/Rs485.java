package io.fieldpost.driver.serial;

/** Who switches an RS-485 transceiver between sending and listening. */
public enum Rs485 {
    /** The hardware does it by itself, as USB adapters and most boards do. */
    OFF,
    /**
     * The kernel's driver of the port does it with the RTS line ({@code TIOCSRS485}). Best effort: a port whose driver knows nothing of
     * RS-485 is opened all the same, as the library keeps the kernel's refusal to itself, and then nobody on the line answers.
     */
    KERNEL
}
