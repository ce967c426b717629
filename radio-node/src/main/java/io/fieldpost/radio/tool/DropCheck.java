package io.fieldpost.radio.tool;

import io.fieldpost.config.Frequency;
import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.tool.ToolContext;
import io.fieldpost.driver.tool.ToolException;
import io.fieldpost.radio.receiver.TestModeResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds out whether samples are lost on the way from an RTL2832U to here. Its test mode sends a counter of 8 bits in their place, so a loss of a
 * multiple of 256 bytes is not seen in it: rtl_tcp itself loses such pieces, whole transfers. These are found from arrival times, 10 ms
 * and more of them.
 */
final class DropCheck {
    private static final Duration USUAL_LENGTH = Duration.ofSeconds(5);

    private final Duration length;
    private final OpenReceiver radio;
    private final ToolContext context;

    DropCheck(CalibrateCommand.Arguments arguments, OpenReceiver radio, ToolContext context) {
        length = arguments.length() == null ? USUAL_LENGTH : arguments.length();
        this.radio = radio;
        this.context = context;
    }

    void run() throws DriverException, InterruptedException, ToolException {
        long droppedBefore = radio.dropped();
        TestModeResult counted = radio.countLost(length, context::interrupted);
        if (context.interrupted()) {
            throw ToolException.failed("interrupted before it was counted; the test mode is off again");
        }
        if (counted.bytes() == 0) {
            throw ToolException.failed("the server sent no counter for " + length.toSeconds()
                    + " s: it has no test mode, or is no RTL-SDR; losses can't be counted");
        }
        judge(counted, radio.dropped() - droppedBefore);
    }

    private void judge(TestModeResult counted, long byArrival) throws ToolException {
        List<String> losses = new ArrayList<>();
        if (counted.gaps() > 0) {
            losses.add("the counter jumped " + counted.gaps() + " times by at least "
                    + (counted.leastBytesLost() + 1) / 2 + " samples in all");
        }
        if (byArrival > 0) {
            losses.add("by their arrival " + byArrival + " samples are missing");
        }
        String looked = counted.bytes() / 2 + " samples in " + length.toSeconds() + " s at "
                + Figures.hertz(radio.sampleRateHz());
        if (!losses.isEmpty()) {
            throw ToolException.failed(
                    "samples are lost on the way, of " + looked + ": " + String.join(", and ", losses)
                            + "; try a lower --sample-rate, another USB socket or cable, or a wire in place of wireless");
        }
        context.out().println("no loss was found in " + looked);
        context.out().println("write into the gateway's file: sample_rate: " + new Frequency(radio.sampleRateHz()));
    }
}
