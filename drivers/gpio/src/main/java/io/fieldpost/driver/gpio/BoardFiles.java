package io.fieldpost.driver.gpio;

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * What the kernel's files say of a board. Looked at before the library is asked, which tells of a missing device in stack traces.
 *
 * @param root where the file system begins: {@code /}
 * @param architecture as the system property {@code os.arch} names it
 */
record BoardFiles(Path root, String architecture) {
    private static final int LONGEST_TEXT = 4096;
    /** The pin controllers of Raspberry Pis call themselves pinctrl-bcm2711, pinctrl-rp1 and so on. */
    private static final String PIN_CONTROLLER = "pinctrl";

    static BoardFiles ofThisComputer() {
        return new BoardFiles(Path.of("/"), System.getProperty("os.arch", ""));
    }

    Path path(String path) {
        return root.resolve(path);
    }

    /** What the device tree calls the board; empty where there is no device tree. */
    String model() {
        return text(path("proc/device-tree/model"));
    }

    boolean isRaspberryPi() {
        return model().startsWith("Raspberry Pi");
    }

    /** Whether its inputs and outputs hang on the RP1 chip, as they do since the Raspberry Pi 5. */
    boolean hasRp1() {
        return model().matches("Raspberry Pi (5|500|Compute Module 5)\\b.*");
    }

    /** Whether the library's native parts exist for it. */
    boolean hasNatives() {
        return architecture.equals("aarch64") || architecture.equals("arm");
    }

    /** {@code /dev/gpiochip*}. */
    List<Path> gpioChips() {
        return list("dev", "gpiochip*");
    }

    /** The kernel's old files for lines. */
    Path gpioDirectory() {
        return path("sys/class/gpio");
    }

    boolean hasGpioDirectory() {
        return Files.exists(gpioDirectory().resolve("export"));
    }

    /** Whether it has anything that an address can name. */
    boolean hasAnything() {
        return !gpioChips().isEmpty()
                || hasGpioDirectory()
                || !list("dev", "i2c-*").isEmpty()
                || !list("dev", "spidev*").isEmpty()
                || !list("sys/bus/w1/devices", "*-*").isEmpty()
                || !list("sys/class/leds", "*").isEmpty();
    }

    /**
     * A chip in the kernel's old files.
     *
     * @param base the number that its line 0 has there
     * @param lines how many it has
     */
    record FileChip(int base, int lines) {}

    /**
     * The chip with the lines in the kernel's old files.
     *
     * @param label of the chip; empty to find it: the board's pin controller, or the only one
     */
    FileChip fileChip(String label) throws DriverException {
        TreeMap<String, FileChip> chips = new TreeMap<>();
        for (Path chip : list("sys/class/gpio", "gpiochip*")) {
            String base = text(chip.resolve("base"));
            String lines = text(chip.resolve("ngpio"));
            if (base.matches("\\d{1,6}") && lines.matches("\\d{1,6}")) {
                chips.putIfAbsent(
                        text(chip.resolve("label")), new FileChip(Integer.parseInt(base), Integer.parseInt(lines)));
            }
        }
        for (var chip : chips.entrySet()) {
            if (label.isEmpty()
                    ? chip.getKey().contains(PIN_CONTROLLER)
                    : chip.getKey().equals(label)) {
                return chip.getValue();
            }
        }
        if (label.isEmpty() && chips.size() == 1) {
            return chips.firstEntry().getValue();
        }
        throw new DriverException(
                Reason.CONFIGURATION,
                (label.isEmpty() ? "which chip has the lines is not clear" : "no chip calls itself " + label)
                        + "; write chip: and one of " + chips.keySet());
    }

    /** Entries of a folder by name; none where there is no folder. */
    List<Path> list(String folder, String names) {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(path(folder), names)) {
            entries.forEach(found::add);
        } catch (IOException | java.nio.file.DirectoryIteratorException e) {
            return List.of();
        }
        found.sort(null);
        return found;
    }

    /** A short file without its end of line and final zero; empty when it can't be read. */
    static String text(Path file) {
        try (var in = Files.newInputStream(file)) {
            return new String(in.readNBytes(LONGEST_TEXT), StandardCharsets.UTF_8)
                    .replace("\0", "")
                    .strip();
        } catch (IOException e) {
            return "";
        }
    }
}
