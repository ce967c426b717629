package io.fieldpost.driver.gpio.address;

import io.fieldpost.config.Durations;
import io.fieldpost.config.Frequency;
import io.fieldpost.driver.gpio.address.InputAddress.Use;
import io.fieldpost.driver.gpio.sensor.I2cSensorKind;
import java.time.Duration;
import java.util.Locale;

/** Reads one address, part by part. */
final class AddressParser {
    private static final int LARGEST_LINE = 999;
    private static final int LARGEST_BUS = 99;
    private static final Duration LONGEST_DEBOUNCE = Duration.ofSeconds(1);
    private static final int LARGEST_FREQUENCY_HZ = 10_000_000;
    private static final double USUAL_REFERENCE_VOLTS = 3.3;

    private final AddressParts parts;

    AddressParser(String text) {
        this.parts = new AddressParts(text);
    }

    GpioAddress address() throws AddressException {
        String kind = parts.next("a kind such as din").toLowerCase(Locale.ROOT);
        return switch (kind) {
            case "din" -> input(Use.STATE);
            case "counter" -> input(Use.COUNT);
            case "dout" -> output();
            case "pwm" -> pwm();
            case "i2c" -> i2c();
            case "spi" -> spi();
            case "w1" -> oneWire();
            case "led" -> led();
            default ->
                throw parts.complaint(
                        "unknown kind '" + kind + "'; allowed are din, counter, dout, pwm, i2c, spi, w1, led");
        };
    }

    private int line() throws AddressException {
        return parts.number("a line", 0, LARGEST_LINE);
    }

    private InputAddress input(Use plainUse) throws AddressException {
        int line = line();
        Use use = plainUse;
        Pull pull = Pull.NONE;
        boolean activeLow = false;
        Duration debounce = InputWiring.USUAL_DEBOUNCE;
        while (parts.hasNext()) {
            String option = parts.next("an option");
            if (option.startsWith("pull-")) {
                pull = parts.oneOf(option, "pull", Pull.class);
            } else if (option.equals("active-low")) {
                activeLow = true;
            } else if (option.startsWith("debounce=")) {
                debounce = debounce(option.substring("debounce=".length()));
            } else if (option.equals("latch") && plainUse == Use.STATE) {
                use = Use.LATCH;
            } else {
                throw parts.complaint("unknown option '" + option
                        + "'; allowed are pull-up, pull-down, pull-none, active-low, debounce=5ms"
                        + (plainUse == Use.STATE ? ", latch" : ""));
            }
        }
        return new InputAddress(use, line, new InputWiring(pull, activeLow, debounce));
    }

    private Duration debounce(String value) throws AddressException {
        try {
            Duration debounce = Durations.parse(value);
            if (debounce.compareTo(LONGEST_DEBOUNCE) <= 0) {
                return debounce;
            }
        } catch (IllegalArgumentException notADuration) {
            // Told below with what is allowed.
        }
        throw parts.complaint("'" + value + "' is not a time from 0s to 1s; write it like debounce=5ms");
    }

    private OutputAddress output() throws AddressException {
        int line = line();
        boolean activeLow = false;
        SafeState safe = SafeState.OFF;
        while (parts.hasNext()) {
            String option = parts.next("an option");
            if (option.equals("active-low")) {
                activeLow = true;
            } else if (option.startsWith("safe=")) {
                safe = parts.oneOf(option.substring("safe=".length()), "safe state", SafeState.class);
            } else {
                throw parts.complaint("unknown option '" + option + "'; allowed are active-low, safe=off");
            }
        }
        return new OutputAddress(line, activeLow, safe);
    }

    private PwmAddress pwm() throws AddressException {
        int line = line();
        int frequencyHz = frequency(parts.next("a frequency such as 1000Hz"));
        double safeDuty = 0;
        if (parts.hasNext()) {
            safeDuty = parts.decimal(optionValue("safe", "0.5"), "a duty", 0, 1);
        }
        parts.expectEnd("pwm/12/1000Hz/safe=0.5");
        return new PwmAddress(line, frequencyHz, safeDuty);
    }

    private int frequency(String value) throws AddressException {
        try {
            long hertz = Frequency.parse(value).hertz();
            if (hertz >= 1 && hertz <= LARGEST_FREQUENCY_HZ) {
                return (int) hertz;
            }
        } catch (IllegalArgumentException notAFrequency) {
            // Told below with what is allowed.
        }
        throw parts.complaint("'" + value + "' is not a frequency from 1Hz to 10MHz; write it like 1000Hz");
    }

    private I2cAddress i2c() throws AddressException {
        int bus = parts.number("a bus", 0, LARGEST_BUS);
        int device = parts.hexadecimal("a device", 0x08, 0x77);
        I2cSensorKind kind = parts.oneOf(parts.next("a sensor"), "sensor", I2cSensorKind.class);
        if (!kind.mayBeAt(device)) {
            throw parts.complaint(kind + " is never at " + String.format("0x%02X", device) + "; its data sheet allows "
                    + kind.devices());
        }
        String quantity = parts.next("a quantity");
        if (kind.unitOf(quantity).isEmpty()) {
            throw parts.complaint("unknown quantity '" + quantity + "' of " + kind + "; allowed are "
                    + String.join(", ", kind.quantities()));
        }
        double parameter = kind.parameter().usual();
        if (parts.hasNext()) {
            if (kind.parameter().name().isEmpty()) {
                parts.expectEnd("i2c/1/0x76/bme280/temperature");
            }
            String value = optionValue(kind.parameter().name(), kind.parameter().example());
            parameter = parts.decimal(
                    value,
                    kind.parameter().what(),
                    kind.parameter().least(),
                    kind.parameter().most());
        }
        parts.expectEnd("i2c/1/0x76/bme280/temperature");
        return new I2cAddress(bus, device, kind, quantity, parameter);
    }

    private SpiAddress spi() throws AddressException {
        int bus = parts.number("a bus", 0, 6);
        int chipSelect = parts.number("a chip select", 0, 2);
        String chip = parts.next("a chip such as mcp3008");
        if (!chip.equals("mcp3008")) {
            throw parts.complaint("unknown chip '" + chip + "'; allowed is mcp3008");
        }
        String channel = parts.next("a channel such as ch0");
        if (!channel.matches("ch[0-7]")) {
            throw parts.complaint("'" + channel + "' is not a channel from ch0 to ch7");
        }
        double reference = USUAL_REFERENCE_VOLTS;
        if (parts.hasNext()) {
            reference = parts.decimal(optionValue("vref", "3.3"), "a voltage", 0.25, 5.5);
        }
        parts.expectEnd("spi/0/0/mcp3008/ch0/vref=3.3");
        return new SpiAddress(bus, chipSelect, channel.charAt(2) - '0', reference);
    }

    private String optionValue(String name, String example) throws AddressException {
        String option = parts.next("an option");
        if (!option.startsWith(name + "=")) {
            throw parts.complaint(
                    "unknown option '" + option + "'; allowed is " + name + ", written like " + name + "=" + example);
        }
        return option.substring(name.length() + 1);
    }

    private OneWireAddress oneWire() throws AddressException {
        String device = parts.next("a sensor such as 28-0316a2795b2e").toLowerCase(Locale.ROOT);
        // Families whose temperature the kernel's w1_therm reads: DS18S20, DS1822, DS18B20, DS28EA00, DS1825.
        if (!device.matches("(10|22|28|42|3b)-[0-9a-f]{12}")) {
            throw parts.complaint("'" + device
                    + "' is not a temperature sensor: 10, 22, 28, 3b or 42, '-' and 12 hexadecimal digits, as listed by "
                    + "ls /sys/bus/w1/devices");
        }
        parts.expectEnd("w1/28-0316a2795b2e");
        return new OneWireAddress(device);
    }

    private LedAddress led() throws AddressException {
        String name = parts.next("a LED such as ACT");
        // It becomes a part of a path.
        if (!name.matches("[A-Za-z0-9_:+-][A-Za-z0-9_:.+-]{0,63}")) {
            throw parts.complaint("'" + name + "' is not the name of a LED; they are listed by ls /sys/class/leds");
        }
        parts.expectEnd("led/ACT");
        return new LedAddress(name);
    }
}
