package io.fieldpost.driver.gpio;

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import io.fieldpost.driver.gpio.pin.LineProvider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which way to the lines was taken, or why there is none.
 *
 * @param provider null when no line can be had
 * @param why for a person: what was chosen, or what is missing and what to do
 */
record ProviderChoice(@Nullable LineProvider provider, String why) {
    /**
     * Chooses. {@code auto} takes gpiod where it works, for its pull resistors and short pulses.
     *
     * @throws DriverException {@code UNREACHABLE} when the provider that the settings name does not work here
     */
    static ProviderChoice of(GpioSettings settings, BoardFiles board) throws DriverException {
        String againstGpiod = againstGpiod(board);
        String againstLinuxfs = againstLinuxfs(board);
        return switch (settings.provider()) {
            case GPIOD -> {
                refuse("gpiod", againstGpiod, board);
                yield new ProviderChoice(LineProvider.gpiod(), told(board, "gpiod"));
            }
            case LINUXFS -> {
                refuse("linuxfs", againstLinuxfs, board);
                yield linuxfs(settings, board, "linuxfs");
            }
            case AUTO -> {
                if (againstGpiod.isEmpty() && settings.chip() == null) {
                    yield new ProviderChoice(LineProvider.gpiod(), told(board, "gpiod"));
                }
                if (againstLinuxfs.isEmpty()) {
                    yield linuxfs(
                            settings,
                            board,
                            "linuxfs" + (againstGpiod.isEmpty() ? "" : ", and not by gpiod: " + againstGpiod));
                }
                yield new ProviderChoice(
                        null,
                        named(board) + " has no lines to use; by gpiod: " + againstGpiod + "; by linuxfs: "
                                + againstLinuxfs);
            }
        };
    }

    private static ProviderChoice linuxfs(GpioSettings settings, BoardFiles board, String how) throws DriverException {
        BoardFiles.FileChip chip = board.fileChip(settings.chip() == null ? "" : settings.chip());
        return new ProviderChoice(
                LineProvider.linuxfs(board.gpioDirectory(), chip.base(), chip.lines()),
                told(board, how) + (chip.base() == 0 ? "" : "; line 0 is " + chip.base() + " in the kernel's files"));
    }

    private static void refuse(String provider, String against, BoardFiles board) throws DriverException {
        if (!against.isEmpty()) {
            throw new DriverException(
                    Reason.UNREACHABLE, "provider " + provider + " does not work on " + named(board) + ": " + against);
        }
    }

    private static String against(List<Path> files, String what, String group) {
        for (Path file : files) {
            if (!Files.isReadable(file) || !Files.isWritable(file)) {
                return file + " may not be opened; put the agent's user into the group " + group;
            }
        }
        return files.isEmpty() ? what : "";
    }

    private static String againstGpiod(BoardFiles board) {
        if (!board.hasNatives()) {
            return "its native library exists for arm and aarch64, and this is " + board.architecture();
        }
        String chips = against(board.gpioChips(), "there is no /dev/gpiochip*", "gpio");
        if (chips.isEmpty() && !board.isRaspberryPi()) {
            return "it knows the pin controllers of Raspberry Pis alone";
        }
        return chips;
    }

    private static String againstLinuxfs(BoardFiles board) {
        if (!board.hasGpioDirectory()) {
            return "there is no /sys/class/gpio";
        }
        return Files.isWritable(board.gpioDirectory().resolve("export"))
                ? ""
                : "/sys/class/gpio/export may not be written; put the agent's user into the group gpio";
    }

    private static String told(BoardFiles board, String how) {
        return named(board) + "; lines by " + how;
    }

    /** The board's name, or what is known instead. */
    static String named(BoardFiles board) {
        return board.model().isEmpty() ? "this computer (" + board.architecture() + ")" : board.model();
    }
}
