package io.fieldpost.driver.gpio;

import io.fieldpost.driver.Driver;
import io.fieldpost.driver.DriverContext;
import io.fieldpost.driver.DriverFactory;
import io.fieldpost.driver.gpio.address.AddressException;
import io.fieldpost.driver.gpio.address.GpioAddress;
import org.jspecify.annotations.Nullable;

/** Makes drivers of a board's own pins: {@code protocol: gpio}. */
public final class GpioDriverFactory implements DriverFactory<GpioSettings> {
    /** Null for the board that this runs on, which is looked at with the first source: every gateway has a factory. */
    private final @Nullable BoardAccess access;

    /** For the board that this runs on. */
    public GpioDriverFactory() {
        this.access = null;
    }

    GpioDriverFactory(BoardAccess access) {
        this.access = access;
    }

    @Override
    public String protocol() {
        return "gpio";
    }

    @Override
    public Class<GpioSettings> configType() {
        return GpioSettings.class;
    }

    @Override
    public Driver create(GpioSettings config, DriverContext context) {
        return new GpioDriver(config, context, access == null ? BoardAccess.real() : access);
    }

    @Override
    public String complaintAbout(String address) {
        try {
            GpioAddress.parse(address);
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
