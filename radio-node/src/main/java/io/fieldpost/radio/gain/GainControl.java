package io.fieldpost.radio.gain;

import io.fieldpost.radio.receiver.Gain;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Finds the highest gain that does not overload the receiver, band by band, and keeps it.
 *
 * <ul>
 *   <li>Overload takes gain back at once, one step of the receiver's table for each row that is overloaded.
 *   <li>After a quiet time one step more is tried. A step that was overloaded before has to wait twice as long each time, up to {@link
 *       GainSettings#longestWait}; a step that was held for that long is trusted again. So a transmitter that comes back every ten minutes
 *       costs a few trials and not one every ten minutes.
 *   <li>More gain than the noise ceiling allows costs dynamic range and hears nothing more: such a step is not tried, and is taken back.
 *   <li>Each band remembers its own step and waits; a band seen first begins at the highest gain.
 * </ul>
 *
 * <p>A step function of rows and monotonic time; commands {@link Gain.Fixed} only. Rows that were measured with another gain than the
 * one commanded say nothing and change nothing. One thread.
 */
public final class GainControl {
    /** Noise moves by some tenths of a dB from row to row; within this of the ceiling a step is kept. */
    private static final double CEILING_SLACK_DB = 1;

    private static final int MOST_BANDS = 1000;

    /**
     * What one row showed.
     *
     * @param band name of the scan, whose gain is one
     * @param gain with which it was measured
     * @param clippedFraction share of I and Q values at the rails
     * @param intermodulation whether a test found products of the receiver's own ({@link IntermodulationTest})
     * @param noiseDbfs noise floor summed over the sampled bandwidth: that of a cell plus 10 log(sample rate / resolution); not-a-number when
     *     unknown
     */
    public record Observation(
            String band, Gain.Fixed gain, double clippedFraction, boolean intermodulation, double noiseDbfs) {}

    /**
     * What to do.
     *
     * @param gain to use for the band from now on
     * @param changed whether that is another than before
     * @param reason one fact, for people
     */
    public record Decision(Gain.Fixed gain, boolean changed, String reason) {}

    /** What is known of one band. */
    private static final class Band {
        /** How often each step was overloaded since it was last trusted. */
        final int[] failures;

        int step;
        long sinceNanos;

        Band(int steps, long nowNanos) {
            failures = new int[steps];
            step = steps - 1;
            sinceNanos = nowNanos;
        }
    }

    private final GainSettings settings;
    private final Map<String, Band> bands = new HashMap<>();

    public GainControl(GainSettings settings) {
        this.settings = settings;
    }

    /** The gain for a band as decided last. */
    public Gain.Fixed gain(String band) {
        Band known = bands.get(band);
        return fixed(known == null ? settings.gains().size() - 1 : known.step);
    }

    /** Takes a row's observation. */
    public Decision step(Observation seen, long nowNanos) {
        Band band = bands.get(seen.band());
        if (band == null) {
            if (bands.size() >= MOST_BANDS) {
                throw new IllegalArgumentException("more than " + MOST_BANDS + " bands: " + seen.band());
            }
            band = new Band(settings.gains().size(), nowNanos);
            bands.put(seen.band(), band);
        }
        if (seen.gain().tenthsOfDb() != settings.gains().get(band.step)) {
            return keep(band, "row was measured with " + text(seen.gain()) + " still");
        }
        String tooMuch = tooMuch(seen);
        if (!tooMuch.isEmpty()) {
            return down(band, tooMuch, nowNanos);
        }
        if (seen.noiseDbfs() > settings.noiseCeilingDbfs() + CEILING_SLACK_DB && band.step > 0) {
            return change(band, band.step - 1, nowNanos, noise(seen) + " is above the ceiling of " + ceiling());
        }
        return quiet(band, seen, nowNanos);
    }

    private String tooMuch(Observation seen) {
        if (seen.clippedFraction() > settings.overloadedFraction()) {
            return String.format(Locale.ROOT, "%.2f %% of the values are clipped", 100 * seen.clippedFraction());
        }
        return seen.intermodulation() ? "the receiver makes intermodulation products" : "";
    }

    private Decision down(Band band, String reason, long nowNanos) {
        band.failures[band.step]++;
        if (band.step == 0) {
            band.sinceNanos = nowNanos;
            return keep(band, reason + " at the lowest gain; an attenuator or a filter is needed");
        }
        return change(band, band.step - 1, nowNanos, reason);
    }

    private Decision quiet(Band band, Observation seen, long nowNanos) {
        long quietNanos = nowNanos - band.sinceNanos;
        if (quietNanos >= settings.longestWait().toNanos()) {
            band.failures[band.step] = 0;
        }
        int next = band.step + 1;
        if (next == settings.gains().size()) {
            return keep(band, "nothing is overloaded at the highest gain");
        }
        double stepDb = (settings.gains().get(next) - settings.gains().get(band.step)) / 10.0;
        if (seen.noiseDbfs() + stepDb > settings.noiseCeilingDbfs()) {
            return keep(band, noise(seen) + " leaves no room for more gain below the ceiling of " + ceiling());
        }
        long waitNanos = waitNanos(band.failures[next]);
        String quiet = "nothing clipped for " + seconds(quietNanos);
        if (quietNanos < waitNanos) {
            return keep(band, quiet + "; more gain is tried after " + seconds(waitNanos));
        }
        return change(band, next, nowNanos, quiet + "; more gain is tried");
    }

    /** Doubled for each failure after the first, which is how the step was left. */
    private long waitNanos(int failures) {
        long longest = settings.longestWait().toNanos();
        long wait = settings.quiet().toNanos();
        for (int i = 1; i < failures && wait < longest; i++) {
            wait *= 2;
        }
        return Math.min(wait, longest);
    }

    private Decision change(Band band, int step, long nowNanos, String reason) {
        band.step = step;
        band.sinceNanos = nowNanos;
        return new Decision(fixed(step), true, reason);
    }

    private Decision keep(Band band, String reason) {
        return new Decision(fixed(band.step), false, reason);
    }

    private Gain.Fixed fixed(int step) {
        return new Gain.Fixed(settings.gains().get(step));
    }

    /** Forgets every band, as after another receiver was connected. */
    public void forget() {
        bands.clear();
    }

    private String ceiling() {
        return String.format(Locale.ROOT, "%.1f dBFS", settings.noiseCeilingDbfs());
    }

    private static String noise(Observation seen) {
        return String.format(Locale.ROOT, "noise of %.1f dBFS", seen.noiseDbfs());
    }

    private static String seconds(long nanos) {
        return Duration.ofNanos(nanos).toSeconds() + " s";
    }

    private static String text(Gain.Fixed gain) {
        return String.format(Locale.ROOT, "%.1f dB", gain.db());
    }
}
