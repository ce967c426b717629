package io.fieldpost.driver.modbus;

class RtuOverTcpContractTest extends ModbusContract {
    RtuOverTcpContractTest() {
        super(true);
    }
}
