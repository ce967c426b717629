package io.fieldpost.driver.gpio;

import com.pi4j.io.gpio.digital.DigitalInput;
import com.pi4j.io.gpio.digital.DigitalInputConfig;
import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.io.gpio.digital.DigitalOutputConfig;
import com.pi4j.io.gpio.digital.DigitalState;
import com.pi4j.io.pwm.Pwm;
import com.pi4j.io.pwm.PwmConfig;
import com.pi4j.plugin.mock.provider.gpio.digital.MockDigitalInput;
import com.pi4j.plugin.mock.provider.gpio.digital.MockDigitalInputProviderImpl;
import com.pi4j.plugin.mock.provider.gpio.digital.MockDigitalOutputProviderImpl;
import com.pi4j.plugin.mock.provider.i2c.MockI2CProvider;
import com.pi4j.plugin.mock.provider.pwm.MockPwmProviderImpl;
import com.pi4j.plugin.mock.provider.spi.MockSpiProvider;
import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.gpio.pin.ChipProviders;
import io.fieldpost.driver.gpio.pin.Chips;
import io.fieldpost.driver.gpio.pin.LineProvider;
import io.fieldpost.driver.gpio.pin.Pi4jChips;
import io.fieldpost.driver.gpio.pin.Pi4jLines;
import io.fieldpost.driver.gpio.sensor.I2cDevice;
import io.fieldpost.driver.gpio.sensor.SpiDevice;
import io.fieldpost.driver.testkit.ManualClock;
import io.fieldpost.driver.testkit.TestContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A Raspberry Pi 4 laid out in a folder, its lines and PWM made by the library's mock. Chips on the buses are the tests' own: the mock's
 * I2C is a queue a register that is empty after one reading, and its SPI gives back what was sent.
 */
final class MockBoard {
    final Path root;
    final ManualClock clock = new ManualClock();
    final Map<Integer, MockDigitalInput> inputs = new ConcurrentHashMap<>();
    final Map<Integer, DigitalOutput> outputs = new ConcurrentHashMap<>();
    final Map<Integer, Pwm> pulses = new ConcurrentHashMap<>();
    final Map<String, I2cDevice> i2c = new HashMap<>();
    final Map<String, SpiDevice> spi = new HashMap<>();
    String architecture = "aarch64";

    MockBoard(Path root) throws IOException {
        this.root = root;
        file("proc/device-tree/model", "Raspberry Pi 4 Model B Rev 1.4\0");
        file("dev/gpiochip0", "");
        file("dev/i2c-1", "");
        file("dev/spidev0.0", "");
        file("sys/class/pwm/pwmchip0/npwm", "2\n");
        file("sys/class/leds/ACT/brightness", "0\n");
        file("sys/class/leds/ACT/max_brightness", "255\n");
        file("sys/class/leds/ACT/trigger", "none [mmc0]\n");
    }

    void file(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    String text(String path) throws IOException {
        return Files.readString(root.resolve(path));
    }

    BoardFiles files() {
        return new BoardFiles(root, architecture);
    }

    GpioDriverFactory factory() {
        return new GpioDriverFactory(access());
    }

    BoardAccess access() {
        return new BoardAccess(
                files(), chosen -> new Pi4jLines(mockLines()), MockChips::new, clock::nanoTime, millis -> {});
    }

    static GpioSettings settings() {
        return new GpioSettings(ProviderName.AUTO, null, Duration.ofMinutes(1));
    }

    GpioDriver driver(Path directory) throws Exception {
        return driver(new TestContext("pins", clock, directory));
    }

    GpioDriver driver(TestContext context) throws Exception {
        GpioDriver driver = new GpioDriver(settings(), context, access());
        driver.open();
        return driver;
    }

    /** Switches an input. */
    void set(int line, boolean high) {
        inputs.get(line).mockState(DigitalState.getState(high));
    }

    /** Switches it on and off again, each for a time. */
    void pulse(int line, Duration on, Duration off) {
        set(line, true);
        clock.advance(on);
        set(line, false);
        clock.advance(off);
    }

    boolean isHigh(int line) {
        return outputs.get(line).state() == DigitalState.HIGH;
    }

    private LineProvider mockLines() {
        return new LineProvider(
                "mock",
                () -> new MockDigitalInputProviderImpl() {
                    @Override
                    public DigitalInput create(DigitalInputConfig config) {
                        DigitalInput input = super.create(config);
                        inputs.put(config.address(), (MockDigitalInput) input);
                        return input;
                    }
                },
                () -> new MockDigitalOutputProviderImpl() {
                    @Override
                    public DigitalOutput create(DigitalOutputConfig config) {
                        DigitalOutput output = super.create(config);
                        outputs.put(config.address(), output);
                        return output;
                    }
                },
                null,
                0,
                Integer.MAX_VALUE,
                true,
                line -> {});
    }

    ChipProviders mockChips() {
        return new ChipProviders(
                MockI2CProvider::newInstance, MockSpiProvider::newInstance, chip -> new MockPwmProviderImpl() {
                    @Override
                    public Pwm create(PwmConfig config) {
                        Pwm pwm = super.create(config);
                        pulses.put(config.address(), pwm);
                        return pwm;
                    }
                });
    }

    /** PWM by the mock, chips by the tests. */
    private final class MockChips implements Chips {
        private final Pi4jChips mock = new Pi4jChips(mockChips());

        @Override
        public I2cDevice i2c(int bus, int device) throws DriverException {
            I2cDevice chip = i2c.get(bus + "/" + device);
            return chip == null ? mock.i2c(bus, device) : chip;
        }

        @Override
        public SpiDevice spi(int bus, int chipSelect, int clockHz) throws DriverException {
            SpiDevice chip = spi.get(bus + "." + chipSelect);
            return chip == null ? mock.spi(bus, chipSelect, clockHz) : chip;
        }

        @Override
        public Pulses pwm(int chip, int channel, int frequencyHz) throws DriverException {
            return mock.pwm(chip, channel, frequencyHz);
        }

        @Override
        public void close() {
            mock.close();
        }
    }
}
