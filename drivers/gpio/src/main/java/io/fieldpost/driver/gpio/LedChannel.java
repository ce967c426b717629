package io.fieldpost.driver.gpio;

import io.fieldpost.driver.DeviceStatus;
import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import io.fieldpost.driver.Quality;
import io.fieldpost.driver.Value;
import io.fieldpost.driver.gpio.address.LedAddress;
import io.fieldpost.driver.gpio.sensor.SensorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A status LED through the kernel's files (Documentation/leds/leds-class). The first write takes it away from its trigger. */
record LedChannel(Path folder) implements Channel {
    static LedChannel of(LedAddress address, BoardFiles board) throws DriverException {
        Path folder = board.path("sys/class/leds").resolve(address.name());
        if (!Files.exists(folder.resolve("brightness"))) {
            throw new DriverException(
                    Reason.CONFIGURATION,
                    "the board has no LED " + address.name() + ", but "
                            + board.list("sys/class/leds", "*").stream()
                                    .map(Path::getFileName)
                                    .toList());
        }
        return new LedChannel(folder);
    }

    @Override
    public Reading read() throws SensorException {
        String brightness = BoardFiles.text(folder.resolve("brightness"));
        if (!brightness.matches("\\d{1,9}")) {
            throw new SensorException(Quality.BAD_DEVICE_FAILURE, "its brightness can't be read");
        }
        return Reading.good(new Value.Bool(Integer.parseInt(brightness) > 0));
    }

    @Override
    public DeviceStatus write(Value value) throws DriverException {
        boolean on = Channel.onOrOff(value);
        String full = BoardFiles.text(folder.resolve("max_brightness"));
        try {
            if (Files.exists(folder.resolve("trigger"))) {
                write("trigger", "none");
            }
            write("brightness", on ? full.isEmpty() ? "1" : full : "0");
            return DeviceStatus.OK;
        } catch (IOException e) {
            throw new DriverException(
                    Reason.REFUSED,
                    "the LED can't be set: " + e + "; the agent's user must be allowed to write " + folder
                            + "/brightness",
                    e);
        }
    }

    /** Into a file that is there; the kernel's can't be cut to nothing. */
    private void write(String file, String text) throws IOException {
        Files.writeString(folder.resolve(file), text, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
    }
}
