package io.fieldpost.driver.gpio.pin;

import com.pi4j.context.Context;
import com.pi4j.io.i2c.I2C;
import com.pi4j.io.pwm.Pwm;
import com.pi4j.io.pwm.PwmType;
import com.pi4j.io.spi.Spi;
import com.pi4j.io.spi.SpiBus;
import com.pi4j.io.spi.SpiMode;
import com.pi4j.provider.Provider;
import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import io.fieldpost.driver.gpio.sensor.I2cDevice;
import io.fieldpost.driver.gpio.sensor.SpiDevice;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Chips by Pi4J. Each has a context of its own: the library keeps one list of numbers for lines, select lines and channels together, so
 * that chip select 0 of two buses would be refused in one.
 */
public final class Pi4jChips implements Chips {
    private final ChipProviders providers;
    private final Map<String, Context> opened = new HashMap<>();

    public Pi4jChips(ChipProviders providers) {
        this.providers = providers;
    }

    /** Makes something in a context. */
    @FunctionalInterface
    private interface Making<T> {
        T in(Context context);
    }

    @Override
    public I2cDevice i2c(int bus, int device) throws DriverException {
        String what = String.format("i2c/%d/0x%02X", bus, device);
        I2C i2c = made(
                what,
                providers.i2c()::get,
                context -> context.create(I2C.newConfigBuilder(context)
                        .id(what)
                        .bus(bus)
                        .device(device)
                        .build()));
        return new Pi4jI2cDevice(i2c);
    }

    @Override
    public SpiDevice spi(int bus, int chipSelect, int clockHz) throws DriverException {
        String what = "spi/" + bus + "/" + chipSelect;
        Spi spi = made(
                what,
                providers.spi()::get,
                context -> context.create(Spi.newConfigBuilder(context)
                        .id(what)
                        .bus(SpiBus.getByNumber(bus))
                        .address(chipSelect)
                        .baud(clockHz)
                        .mode(SpiMode.MODE_0)
                        .build()));
        return new Pi4jSpiDevice(spi);
    }

    @Override
    public Pulses pwm(int chip, int channel, int frequencyHz) throws DriverException {
        String what = "pwm/" + chip + "/" + channel;
        Pwm pwm = made(
                what,
                () -> providers.pwm().apply(chip),
                context -> context.create(Pwm.newConfigBuilder(context)
                        .id(what)
                        .address(channel)
                        .pwmType(PwmType.HARDWARE)
                        .frequency(frequencyHz)
                        .build()));
        return duty -> {
            try {
                if (duty == 0) {
                    pwm.off();
                } else {
                    pwm.on(duty * 100, frequencyHz);
                }
            } catch (RuntimeException e) {
                throw new DriverException(
                        Reason.PROTOCOL, "pulses can't be set to " + duty + ": " + Contexts.cause(e), e);
            }
        };
    }

    private <T> T made(String what, Supplier<Provider<?, ?, ?>> provider, Making<T> making) throws DriverException {
        // What was opened and then did not obey is opened anew.
        Context before = opened.remove(what);
        if (before != null) {
            Contexts.end(before);
        }
        Context context = null;
        try {
            context = Contexts.with(provider.get());
            T made = making.in(context);
            opened.put(what, context);
            return made;
        } catch (RuntimeException | LinkageError e) {
            if (context != null) {
                Contexts.end(context);
            }
            throw new DriverException(Reason.CONFIGURATION, what + " can't be opened: " + Contexts.cause(e), e);
        }
    }

    @Override
    public void close() {
        opened.values().forEach(Contexts::end);
        opened.clear();
    }
}
