package io.fieldpost.radio.tool;

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.tool.ToolContext;
import io.fieldpost.driver.tool.ToolException;
import io.fieldpost.radio.receiver.SampleBlock;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** What turns a noise source on and off. Samples are read on meanwhile, so that none are old when it measures. */
sealed interface NoiseSwitch {
    /** Switches, and returns when the source gives its full noise, or none. */
    void set(boolean on) throws DriverException, InterruptedException, IOException, ToolException;

    /**
     * A person who presses Enter.
     *
     * @param keyboard asked only whether something is there, so that samples do not wait for a person
     */
    record Person(ToolContext context, BlockFeed feed, InputStream keyboard) implements NoiseSwitch {
        @Override
        public void set(boolean on) throws DriverException, InterruptedException, IOException, ToolException {
            context.out().println("switch the noise source " + (on ? "ON" : "OFF") + ", then press Enter");
            context.out().flush();
            try {
                feed.until(block -> pressed());
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
        }

        private boolean pressed() {
            try {
                while (keyboard.available() > 0) {
                    if (keyboard.read() == '\n') {
                        return true;
                    }
                }
                return false;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** The receiver's bias tee, which feeds the source. */
    record BiasTee(OpenReceiver radio, BlockFeed feed) implements NoiseSwitch {
        /** A source's regulator and its diode need some milliseconds. */
        private static final double WAIT_SECONDS = 0.3;

        @Override
        public void set(boolean on) throws DriverException, InterruptedException, ToolException {
            radio.biasTee(on);
            long end = radio.nextSample() + (long) (WAIT_SECONDS * radio.sampleRateHz());
            feed.until(block -> reached(block, end));
        }

        private static boolean reached(SampleBlock block, long end) {
            return block.firstSample() >= end;
        }
    }
}
