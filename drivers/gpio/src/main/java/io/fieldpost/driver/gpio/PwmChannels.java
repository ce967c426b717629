package io.fieldpost.driver.gpio;

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Which channel of which PWM chip a line is. */
final class PwmChannels {
    /** BCM2835 to BCM2711 (BCM2835 ARM Peripherals, 9.5): two channels, each at two lines. */
    private static final Map<Integer, Integer> BCM = Map.of(12, 0, 18, 0, 13, 1, 19, 1);
    /** PWM0 of the RP1 (RP1 Peripherals, table of GPIO functions). */
    private static final Map<Integer, Integer> RP1 = Map.of(12, 0, 13, 1, 18, 2, 19, 3);
    /** The RP1's PWM0 by its address in the chip; the other one drives the fan. */
    private static final String RP1_PWM0 = "98000.pwm";

    /** A channel of a chip of the kernel's. */
    record Place(int chip, int channel) {}

    private PwmChannels() {}

    /**
     * Finds a line's channel.
     *
     * @throws DriverException {@code CONFIGURATION} when the line or the board has none
     */
    static Place of(int line, BoardFiles board) throws DriverException {
        int channel = channel(line, board);
        List<Path> chips = board.list("sys/class/pwm", "pwmchip*").stream()
                .filter(chip -> channels(chip) > channel)
                .filter(chip -> !board.hasRp1() || isRp1Pwm0(chip))
                .toList();
        if (chips.isEmpty()) {
            throw new DriverException(
                    Reason.CONFIGURATION,
                    "the board offers no PWM with channel " + channel
                            + "; on a Raspberry Pi write dtoverlay=pwm-2chan into /boot/firmware/config.txt and start it again");
        }
        String name = String.valueOf(chips.get(0).getFileName());
        return new Place(Integer.parseInt(name.substring("pwmchip".length())), channel);
    }

    private static int channel(int line, BoardFiles board) throws DriverException {
        if (!board.isRaspberryPi()) {
            // Which lines the channels of other boards come out at is in their documentation alone.
            return line;
        }
        Map<Integer, Integer> channels = board.hasRp1() ? RP1 : BCM;
        Integer channel = channels.get(line);
        if (channel == null) {
            throw new DriverException(
                    Reason.CONFIGURATION, "line " + line + " has no PWM; on this board 12, 13, 18 and 19 can have it");
        }
        return channel;
    }

    private static int channels(Path chip) {
        String name = String.valueOf(chip.getFileName());
        String count = BoardFiles.text(chip.resolve("npwm"));
        return name.matches("pwmchip\\d{1,6}") && count.matches("\\d{1,6}") ? Integer.parseInt(count) : 0;
    }

    private static boolean isRp1Pwm0(Path chip) {
        try {
            return Files.readSymbolicLink(chip.resolve("device")).toString().endsWith(RP1_PWM0);
        } catch (java.io.IOException | UnsupportedOperationException e) {
            return true;
        }
    }
}
