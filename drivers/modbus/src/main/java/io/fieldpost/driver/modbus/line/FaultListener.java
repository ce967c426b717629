package io.fieldpost.driver.modbus.line;

/** Counts what is wrong on a line. */
@FunctionalInterface
public interface FaultListener {
    /**
     * Something was wrong.
     *
     * @param unit which unit was being asked
     */
    void faulty(int unit, Fault fault);
}
