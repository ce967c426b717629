package io.fieldpost.driver.gpio;

import io.fieldpost.driver.Quality;
import io.fieldpost.driver.Value;
import io.fieldpost.driver.gpio.address.OneWireAddress;
import io.fieldpost.driver.gpio.sensor.SensorException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A 1-wire thermometer through the kernel's file {@code w1_slave} (Documentation/w1/slaves/w1_therm): two lines, the first with the
 * outcome of the checksum, the second with thousandths of a degree. Reading takes the conversion's 750 ms.
 */
record OneWireChannel(OneWireAddress address, Path file) implements Channel {
    private static final Pattern ANSWER =
            Pattern.compile("[^\\n]*crc=[0-9a-f]{2} (YES|NO)\\n[^\\n]*t=(-?\\d{1,7})(?!\\d)");
    private static final int LONGEST_TEXT = 1024;
    /** What the scratchpad holds after power-on (DS18B20 data sheet, table 1). */
    private static final int POWER_ON_MILLICEL = 85_000;

    static OneWireChannel of(OneWireAddress address, BoardFiles board) {
        return new OneWireChannel(
                address,
                board.path("sys/bus/w1/devices").resolve(address.device()).resolve("w1_slave"));
    }

    @Override
    public Reading read() throws SensorException {
        Matcher answer = ANSWER.matcher(text());
        if (!answer.lookingAt()) {
            throw new SensorException(
                    Quality.BAD_COMMUNICATION, "the sensor does not answer; look at the cable and the 4.7 kΩ resistor");
        }
        if (answer.group(1).equals("NO")) {
            throw new SensorException(
                    Quality.BAD_COMMUNICATION, "the checksum of its answer is wrong; look at the cable and its length");
        }
        int millicel = Integer.parseInt(answer.group(2));
        Value value = new Value.Real(millicel / 1000.0);
        return millicel == POWER_ON_MILLICEL
                ? new Reading(
                        value,
                        Quality.UNCERTAIN_SENSOR_NOT_ACCURATE,
                        "85 degrees is also what the sensor tells when its supply broke down while it measured")
                : Reading.good(value);
    }

    private String text() throws SensorException {
        try (var in = Files.newInputStream(file)) {
            return new String(in.readNBytes(LONGEST_TEXT), StandardCharsets.US_ASCII);
        } catch (NoSuchFileException e) {
            throw new SensorException(
                    Quality.BAD_NOT_CONNECTED,
                    "the kernel sees no sensor " + address.device()
                            + "; look at the cable, and for dtoverlay=w1-gpio in /boot/firmware/config.txt",
                    e);
        } catch (IOException e) {
            throw new SensorException(Quality.BAD_COMMUNICATION, "the sensor can't be read: " + e.getMessage(), e);
        }
    }
}
