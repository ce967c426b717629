package io.fieldpost.driver.modbus.plan;

import io.fieldpost.driver.modbus.address.Table;

/**
 * What one request may ask for.
 *
 * @param registers registers, at most
 * @param bits coils or discrete inputs, at most
 * @param unwantedRegisters registers between two wanted ones that are read along, at most; of bits 16 times as many
 */
public record RequestLimits(int registers, int bits, int unwantedRegisters) {
    int places(Table table) {
        return table.holdsBits() ? bits : registers;
    }

    int unwanted(Table table) {
        return table.holdsBits() ? 16 * unwantedRegisters : unwantedRegisters;
    }
}
