package io.fieldpost.driver.gpio.pin;

import com.pi4j.io.i2c.I2CProvider;
import com.pi4j.io.pwm.PwmProvider;
import com.pi4j.io.spi.SpiProvider;
import com.pi4j.plugin.linuxfs.provider.i2c.LinuxFsI2CProvider;
import com.pi4j.plugin.linuxfs.provider.pwm.LinuxFsPwmProvider;
import com.pi4j.plugin.linuxfs.provider.spi.LinuxFsSpiProvider;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/**
 * Which of the library's ways to buses and PWM is taken.
 *
 * @param pwm of a chip of the kernel's
 */
public record ChipProviders(Supplier<I2CProvider> i2c, Supplier<SpiProvider> spi, IntFunction<PwmProvider> pwm) {
    /** The kernel's devices and files. */
    public static ChipProviders linuxfs(String pwmDirectory) {
        return new ChipProviders(
                LinuxFsI2CProvider::newInstance,
                LinuxFsSpiProvider::newInstance,
                chip -> LinuxFsPwmProvider.newInstance(pwmDirectory, chip));
    }
}
