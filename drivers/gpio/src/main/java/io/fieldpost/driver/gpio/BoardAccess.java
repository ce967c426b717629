package io.fieldpost.driver.gpio;

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.gpio.pin.ChipProviders;
import io.fieldpost.driver.gpio.pin.Chips;
import io.fieldpost.driver.gpio.pin.LineProvider;
import io.fieldpost.driver.gpio.pin.Lines;
import io.fieldpost.driver.gpio.pin.Pi4jChips;
import io.fieldpost.driver.gpio.pin.Pi4jLines;
import io.fieldpost.driver.gpio.sensor.ConversionPause;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What a driver works with: the real board, or one that a test lays out.
 *
 * @param board its files
 * @param linesBy opens the way to the lines that was chosen
 * @param chipsBy opens the way to everything else
 * @param nanoTime monotonic time of edges; the wall clock can be set while a contact bounces
 * @param pause waits for sensors
 */
record BoardAccess(
        BoardFiles board, LinesBy linesBy, Supplier<Chips> chipsBy, LongSupplier nanoTime, ConversionPause pause) {
    /** Opens a way to the lines. */
    @FunctionalInterface
    interface LinesBy {
        Lines open(LineProvider provider) throws DriverException;
    }

    static BoardAccess real() {
        BoardFiles board = BoardFiles.ofThisComputer();
        return new BoardAccess(
                board,
                Pi4jLines::new,
                () -> new Pi4jChips(
                        ChipProviders.linuxfs(board.path("sys/class/pwm").toString())),
                System::nanoTime,
                ConversionPause.REAL);
    }

    Lines lines(LineProvider provider) throws DriverException {
        return linesBy.open(provider);
    }

    Chips chips() {
        return chipsBy.get();
    }
}
