package io.fieldpost.radio.node;

import io.fieldpost.driver.Quality;
import io.fieldpost.radio.mission.Activity;
import io.fieldpost.radio.receiver.SampleBlock;
import java.util.Arrays;

/**
 * Checks the way from the antenna's cable to the samples with a noise source that the cable feeds: noise must rise when it is fed. What comes
 * of it is a record {@code noise_source} in the data stream. A source that is fed all the time can't be checked so.
 */
final class NoiseSourceCheck implements Activity<SampleBlock> {
    private static final int TRANSFORM = 1024;
    private static final int FRAMES = 256;

    /** A diode needs some milliseconds to be steady, an amplifier behind a filter some tens. */
    private static final double STEADY_SECONDS = 0.1;

    private final ReceiverPort port;
    private final long frequencyHz;
    private final double leastRiseDb;
    private final Outlet outlet;
    private final RowMeter rows;
    private boolean fed;
    private long goodFrom;
    private double offDb;

    NoiseSourceCheck(ReceiverPort port, long frequencyHz, double leastRiseDb, Outlet outlet) {
        this.port = port;
        this.frequencyHz = frequencyHz;
        this.leastRiseDb = leastRiseDb;
        this.outlet = outlet;
        rows = new RowMeter(TRANSFORM, port.sampleRateHz(), false);
    }

    @Override
    public void begin(long nowNanos, long skippedStarts) {
        look(false);
    }

    private void look(boolean feed) {
        fed = feed;
        port.feed(feed);
        rows.clear();
        goodFrom = port.tune(frequencyHz) + port.settleSamples() + (long) (STEADY_SECONDS * port.sampleRateHz());
    }

    @Override
    public void suspend(long nowNanos) {
        port.feed(false);
    }

    @Override
    public void resume(long nowNanos) {
        look(false);
    }

    @Override
    public boolean step(SampleBlock block, long nowNanos) {
        int bytes = block.format().bytesPerSample();
        int from = (int) Math.max(0, Math.min(block.length(), (goodFrom - block.firstSample()) * bytes));
        rows.accept(block, from, block.length());
        if (rows.frames() < FRAMES) {
            return false;
        }
        if (!fed) {
            offDb = medianDb();
            look(true);
            return false;
        }
        double rise = medianDb() - offDb;
        port.feed(false);
        outlet.record(
                "noise_source",
                new Fields()
                        .flag("ok", rise >= leastRiseDb)
                        .hertz("frequency_hz", frequencyHz)
                        .decibels("off_dbfs", offDb)
                        .decibels("rise_db", rise)
                        .decibels("least_rise_db", leastRiseDb)
                        .record(),
                Quality.GOOD,
                outlet.now());
        return true;
    }

    /** Of the cells, so that a station in the band does not count. */
    private double medianDb() {
        float[] levels = rows.row(frequencyHz, outlet.now(), "").levelDb().clone();
        Arrays.sort(levels);
        int measured = 0;
        while (measured < levels.length && !Float.isNaN(levels[measured])) {
            measured++;
        }
        return levels[measured / 2];
    }

    @Override
    public void end() {
        port.feed(false);
    }
}
