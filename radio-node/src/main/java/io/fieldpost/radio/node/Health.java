package io.fieldpost.radio.node;

import io.fieldpost.driver.Quality;
import io.fieldpost.radio.gain.Overload;
import io.fieldpost.radio.spectrum.Trace;
import java.time.Duration;

/**
 * Whether the receiver does what it should, once a minute as a record {@code health} in the data stream: the rate that samples really came at
 * by the gateway's monotonic clock, what was lost, how much clipped, and what is known of temperature, place and clock. One thread.
 */
final class Health {
    private static final long EVERY_NANOS = Duration.ofMinutes(1).toNanos();

    /** A transfer of rtl_tcp more or less in a minute at 2.4 MS/s is 0.1 %. */
    private static final double RATE_TOLERANCE = 0.005;

    private final ReceiverPort port;
    private final Surroundings surroundings;
    private final Outlet outlet;
    private long sinceNanos;
    private long samplesBefore;
    private long droppedBefore;
    private double mostClipped;
    private boolean overloaded;
    private long scans;

    Health(ReceiverPort port, Surroundings surroundings, Outlet outlet, long nowNanos) {
        this.port = port;
        this.surroundings = surroundings;
        this.outlet = outlet;
        sinceNanos = nowNanos;
    }

    /** Takes note of a scan. */
    void scanned(Trace trace) {
        mostClipped = Math.max(mostClipped, trace.clipping().fraction());
        overloaded |= Overload.of(trace.clipping()) == Overload.OVERLOADED;
        scans++;
    }

    /** Tells, when a minute is over. */
    void step(long nowNanos) {
        if (nowNanos - sinceNanos < EVERY_NANOS) {
            return;
        }
        double seconds = (nowNanos - sinceNanos) / 1e9;
        long samples = port.samples();
        long dropped = port.dropped();
        double rate = (samples - samplesBefore) / seconds;
        boolean held = Math.abs(rate / port.sampleRateHz() - 1) < RATE_TOLERANCE;
        long lost = Math.max(0, dropped - droppedBefore);
        Fields fields = new Fields()
                .text("receiver", surroundings.receiver())
                .flag("ok", held && lost == 0 && !overloaded)
                .real("seconds", Math.rint(seconds))
                .whole("samples", samples - samplesBefore)
                .hertz("rate_hz", rate)
                .flag("rate_held", held)
                .whole("dropped_samples", lost)
                .real("gain_db", surroundings.gainDb())
                .real("clipped_fraction_most", mostClipped)
                .whole("scans", scans)
                .text("trouble", surroundings.trouble());
        outlet.record("health", surroundings.addTo(fields, outlet.now()).record(), Quality.GOOD, outlet.now());
        sinceNanos = nowNanos;
        samplesBefore = samples;
        droppedBefore = dropped;
        mostClipped = 0;
        overloaded = false;
        scans = 0;
    }
}
