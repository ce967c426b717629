package io.fieldpost.driver.modbus;

import io.fieldpost.driver.modbus.line.Fault;
import io.fieldpost.driver.modbus.line.Refusal;

/** What became of one request, its repetitions included. */
sealed interface Answer {
    /**
     * What stands there.
     *
     * @param bytes as {@link io.fieldpost.driver.modbus.line.Bus#read} gives them
     */
    record Data(byte[] bytes) implements Answer {}

    /** The unit says no. */
    record Refused(Refusal refusal) implements Answer {}

    /** Nothing usable came. */
    record Failed(Fault fault) implements Answer {}
}
