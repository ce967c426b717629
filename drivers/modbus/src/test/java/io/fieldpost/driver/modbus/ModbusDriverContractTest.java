package io.fieldpost.driver.modbus;

import io.fieldpost.driver.Point;
import io.fieldpost.driver.ValueType;
import java.net.InetSocketAddress;

class ModbusDriverContractTest extends ModbusContract {
    private LibraryServer server;

    ModbusDriverContractTest() {
        super(false);
    }

    @Override
    InetSocketAddress startTheCounterpart() throws Exception {
        server = new LibraryServer();
        return server.address();
    }

    @Override
    void stopTheCounterpart() throws Exception {
        server.close();
    }

    /** The library's server knows every register of a unit that it knows, and says nothing for others. */
    @Override
    protected Point unknownPoint() {
        return new Point(SOURCE, "nobody", "2/holding/0", ValueType.INT, "1");
    }
}
