package io.fieldpost.driver.gpio.pin;

import com.pi4j.boardinfo.util.BoardInfoHelper;
import com.pi4j.io.gpio.digital.DigitalInputProvider;
import com.pi4j.io.gpio.digital.DigitalOutputProvider;
import com.pi4j.library.gpiod.internal.GpioDContext;
import com.pi4j.plugin.gpiod.provider.gpio.digital.GpioDDigitalInputProvider;
import com.pi4j.plugin.gpiod.provider.gpio.digital.GpioDDigitalOutputProvider;
import com.pi4j.plugin.linuxfs.provider.gpio.digital.LinuxFsDigitalInputProvider;
import java.nio.file.Path;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Which of the library's ways to the lines is taken. One object stands for one set of lines: its sources share it.
 *
 * @param name as it is written in the settings
 * @param outputs null where outputs go by {@code files}
 * @param files the kernel's files; null where the library holds the lines
 * @param base number that the way has for the board's line 0
 * @param lines how many the chip has, where the way would go on to another's
 * @param pulls whether it sets the resistors of inputs
 * @param release gives one line back to the kernel once the library is through with it
 */
public record LineProvider(
        String name,
        Supplier<DigitalInputProvider> inputs,
        @Nullable Supplier<DigitalOutputProvider> outputs,
        @Nullable Path files,
        int base,
        int lines,
        boolean pulls,
        IntConsumer release) {
    /** The kernel's character device by libgpiod. It sets resistors, and its edges carry through short pulses. */
    public static LineProvider gpiod() {
        return new LineProvider(
                "gpiod",
                LineProvider::gpiodInputs,
                GpioDDigitalOutputProvider::newInstance,
                null,
                0,
                Integer.MAX_VALUE,
                true,
                LineProvider::releaseByGpiod);
    }

    /**
     * The kernel's old files. They can't set resistors, and join edges that follow closely. Outputs are written here: the library asks for
     * their edges, which a kernel with interrupts refuses.
     *
     * @param directory usually {@code /sys/class/gpio}
     * @param base number of the chip's first line there, 512 or more with newer kernels
     * @param lines of the chip; the numbers behind them are those of another
     */
    public static LineProvider linuxfs(Path directory, int base, int lines) {
        return new LineProvider(
                "linuxfs",
                () -> LinuxFsDigitalInputProvider.newInstance(directory.toString()),
                null,
                directory,
                base,
                lines,
                false,
                line -> {});
    }

    /** Of a model that it does not know the library says only with the first line that there is no chip. */
    private static DigitalInputProvider gpiodInputs() {
        if (!BoardInfoHelper.runningOnRaspberryPi()) {
            throw new IllegalStateException("the library does not know this model of board");
        }
        return GpioDDigitalInputProvider.newInstance();
    }

    /** The library keeps a line requested until the last source closes; another request in between would be refused. */
    private static void releaseByGpiod(int line) {
        GpioDContext chip = GpioDContext.getInstance();
        chip.closeLine(chip.getOrOpenLine(line));
    }
}
