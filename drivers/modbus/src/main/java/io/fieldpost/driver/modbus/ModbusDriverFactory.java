package io.fieldpost.driver.modbus;

import io.fieldpost.driver.Driver;
import io.fieldpost.driver.DriverContext;
import io.fieldpost.driver.DriverFactory;
import io.fieldpost.driver.modbus.address.AddressException;
import io.fieldpost.driver.modbus.address.ModbusAddress;

/** Makes drivers of one Modbus connection each: {@code protocol: modbus}. */
public final class ModbusDriverFactory implements DriverFactory<ModbusSettings> {
    @Override
    public String protocol() {
        return "modbus";
    }

    @Override
    public Class<ModbusSettings> configType() {
        return ModbusSettings.class;
    }

    @Override
    public Driver create(ModbusSettings config, DriverContext context) {
        return new ModbusDriver(config, context);
    }

    @Override
    public String complaintAbout(String address) {
        try {
            ModbusAddress.parse(address);
            return "";
        } catch (AddressException e) {
            return e.complaint();
        }
    }

    @Override
    public boolean canWrite() {
        return true;
    }
}
