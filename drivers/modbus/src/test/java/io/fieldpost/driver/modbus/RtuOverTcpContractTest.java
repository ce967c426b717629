package io.fieldpost.driver.modbus;

import io.fieldpost.driver.Point;
import io.fieldpost.driver.ValueType;
import java.net.InetSocketAddress;

/** Against a device of these tests: the library's RTU server refuses a connection while it has not yet seen the last one end. */
class RtuOverTcpContractTest extends ModbusContract {
    private ScriptedDevice device;

    RtuOverTcpContractTest() {
        super(true);
    }

    @Override
    InetSocketAddress startTheCounterpart() throws Exception {
        device = new ScriptedDevice(true, new Bank().holding(1, 0, 0x089B, 0x435C, 0x4CCD, 0, 0, 0, 0, 1));
        return device.address();
    }

    @Override
    void stopTheCounterpart() throws Exception {
        device.close();
    }

    @Override
    protected Point unknownPoint() {
        return new Point(SOURCE, "nobody", "1/holding/500", ValueType.INT, "1");
    }
}
