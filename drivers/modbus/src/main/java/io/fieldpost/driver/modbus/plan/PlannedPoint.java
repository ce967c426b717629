package io.fieldpost.driver.modbus.plan;

import io.fieldpost.driver.modbus.address.ModbusAddress;

/**
 * One point of a list.
 *
 * @param index where it stands in the list
 */
public record PlannedPoint(int index, ModbusAddress address) {}
