package io.fieldpost.radio.tool;

import io.fieldpost.config.Frequency;
import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.tool.ToolException;
import io.fieldpost.radio.receiver.SettleCalibration;
import io.fieldpost.radio.receiver.SettleTime;
import java.io.PrintWriter;
import java.util.Objects;

/** Finds how long a receiver takes from the command to tune to good samples. */
final class SettleCheck {
    private static final int TRIES = 5;

    private final CalibrateCommand.Arguments arguments;
    private final OpenReceiver radio;
    private final BlockFeed feed;
    private final PrintWriter out;

    SettleCheck(CalibrateCommand.Arguments arguments, OpenReceiver radio, BlockFeed feed, PrintWriter out) {
        this.arguments = arguments;
        this.radio = radio;
        this.feed = feed;
        this.out = out;
    }

    void run() throws DriverException, InterruptedException, ToolException {
        if (radio.fixedCenterHz().isPresent()) {
            throw ToolException.wrong("the receiver stays at "
                    + Figures.hertz(radio.fixedCenterHz().getAsLong()) + ", and has nothing to settle");
        }
        long firstHz = Frequency.parse(arguments.where()).hertz();
        long secondHz = Objects.requireNonNull(arguments.second()).hertz();
        SettleCalibration calibration =
                new SettleCalibration(radio::tune, firstHz, secondHz, TRIES, radio.sampleRateHz());
        feed.until(calibration::step);
        SettleTime found = calibration.result();
        if (found.settle().isEmpty()) {
            throw ToolException.failed(found.fact());
        }
        out.println(found.fact());
        out.println(
                "write into the gateway's file: settle: " + found.settle().get().toMillis() + "ms");
    }
}
