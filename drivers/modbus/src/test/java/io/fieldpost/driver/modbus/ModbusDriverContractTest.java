package io.fieldpost.driver.modbus;

class ModbusDriverContractTest extends ModbusContract {
    ModbusDriverContractTest() {
        super(false);
    }
}
