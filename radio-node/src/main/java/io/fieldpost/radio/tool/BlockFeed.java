package io.fieldpost.radio.tool;

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.tool.ToolContext;
import io.fieldpost.driver.tool.ToolException;
import io.fieldpost.radio.receiver.SampleBlock;

/** Leads a receiver's blocks through one measurement after another. One thread. */
final class BlockFeed {
    /** One measurement. */
    @FunctionalInterface
    interface Measurement {
        /** Takes a block; gives whether that is enough. */
        boolean accept(SampleBlock block) throws ToolException;
    }

    private final OpenReceiver radio;
    private final ToolContext context;

    BlockFeed(OpenReceiver radio, ToolContext context) {
        this.radio = radio;
        this.context = context;
    }

    /**
     * Reads until it is enough.
     *
     * @throws ToolException when samples end before, or somebody interrupts
     */
    void until(Measurement measurement) throws DriverException, InterruptedException, ToolException {
        boolean enough = false;
        while (!enough) {
            if (context.interrupted()) {
                throw ToolException.failed("interrupted before it was measured; nothing was changed");
            }
            SampleBlock block = radio.take();
            if (block == null) {
                throw ToolException.failed(
                        "the recording ended after " + radio.nextSample() + " samples, before it was measured");
            }
            try {
                enough = measurement.accept(block);
            } finally {
                radio.release(block);
            }
        }
    }

    /** Bytes of a block that come before a sample. */
    static int before(long sample, SampleBlock block) {
        long bytes = (sample - block.firstSample()) * block.format().bytesPerSample();
        return (int) Math.max(0, Math.min(block.length(), bytes));
    }
}
