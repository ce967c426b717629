package io.fieldpost.radio.gain;

import io.fieldpost.radio.gain.Origin.Kind;
import io.fieldpost.radio.measure.ChannelPower;
import io.fieldpost.radio.measure.NoiseFloor;
import io.fieldpost.radio.spectrum.LevelUnit;
import io.fieldpost.radio.spectrum.SpectrumRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Tells signals of the antenna from those that the receiver makes: with an attenuation of a few dB ahead of the receiver a true signal falls by as
 * many, a product of second order by twice, one of third order by three times as many (Handbook on Spectrum Monitoring, ITU 2011,
 * intermodulation test; with 3 dB: 3, 6, 9 ± 1 dB).
 *
 * <p>The step has to be ahead of the stage that is overloaded: an attenuator, or the gain of the first amplifier. A step of a gain further back
 * lowers everything alike, so that everything is called true.
 *
 * <p>Three rows are needed, before, during and after the step, because what comes and goes by itself would look like anything. What is
 * unsteady, weak or in between is {@link Kind#UNSURE}: calling a station a product hides it, calling a product unsure only asks again.
 * One thread.
 */
public final class IntermodulationTest {
    /**
     * Where a signal was found.
     *
     * @param startHz lower end
     * @param stopHz upper end
     */
    public record Span(double startHz, double stopHz) {}

    private final NoiseFloor noiseFloor = new NoiseFloor();
    private final double stepDb;
    private final double toleranceDb;

    /** With an attenuation of 3 dB. */
    public IntermodulationTest() {
        this(3);
    }

    /** With an attenuation of some dB, at least 2, so that orders lie further apart than levels move by chance. */
    public IntermodulationTest(double stepDb) {
        if (!(stepDb >= 2)) {
            throw new IllegalArgumentException("an attenuation step tells orders apart from 2 dB on: " + stepDb);
        }
        this.stepDb = stepDb;
        toleranceDb = stepDb / 3;
    }

    /**
     * Judges signals.
     *
     * @param before without the step, dBFS: levels that a calibration corrects for gain would hide the step
     * @param during with the step
     * @param after without it again
     * @param signals where they are
     * @return in the same order
     */
    public List<Origin> classify(SpectrumRow before, SpectrumRow during, SpectrumRow after, List<Span> signals) {
        if (before.unit() != LevelUnit.DBFS || during.unit() != LevelUnit.DBFS || after.unit() != LevelUnit.DBFS) {
            throw new IllegalArgumentException("the test needs levels relative to full scale, not " + before.unit());
        }
        float[] noiseBefore = noiseFloor.of(before);
        float[] noiseDuring = noiseFloor.of(during);
        float[] noiseAfter = noiseFloor.of(after);
        List<Origin> origins = new ArrayList<>();
        for (Span span : signals) {
            origins.add(judge(
                    ChannelPower.of(before, noiseBefore, span.startHz(), span.stopHz()),
                    ChannelPower.of(during, noiseDuring, span.startHz(), span.stopHz()),
                    ChannelPower.of(after, noiseAfter, span.startHz(), span.stopHz())));
        }
        return origins;
    }

    private Origin judge(ChannelPower before, ChannelPower during, ChannelPower after) {
        if (Double.isNaN(before.signalDb()) || Double.isNaN(after.signalDb())) {
            return unsure(Double.NaN, "it is not there before and after the step");
        }
        double changeDb = Math.abs(after.signalDb() - before.signalDb());
        if (changeDb > toleranceDb) {
            return unsure(Double.NaN, text("it changed by %.1f dB by itself", changeDb));
        }
        double steadyDb = (before.signalDb() + after.signalDb()) / 2;
        if (Double.isNaN(during.signalDb())) {
            return unsure(
                    Double.NaN,
                    text(
                            "it was gone into the noise, so it fell by more than %.1f dB or was switched off",
                            steadyDb - during.noiseDb()));
        }
        double dropDb = steadyDb - during.signalDb();
        // The mean of two has half the variance; 2 sigma have to fit into the tolerance.
        double chanceDb = Math.hypot(before.uncertaintyDb() / Math.sqrt(2), during.uncertaintyDb());
        if (2 * chanceDb > toleranceDb) {
            return unsure(
                    dropDb, text("it is too weak: its fall of %.1f dB is known to ±%.1f dB", dropDb, 2 * chanceDb));
        }
        return byDrop(dropDb);
    }

    private Origin byDrop(double dropDb) {
        Kind[] kinds = {Kind.TRUE, Kind.SECOND_ORDER, Kind.THIRD_ORDER};
        for (int order = 1; order <= kinds.length; order++) {
            if (Math.abs(dropDb - order * stepDb) <= toleranceDb) {
                return new Origin(kinds[order - 1], dropDb, text("it fell by %.1f dB with %.1f dB", dropDb, stepDb));
            }
        }
        return unsure(dropDb, text("it fell by %.1f dB with %.1f dB, which is no whole order", dropDb, stepDb));
    }

    private static Origin unsure(double dropDb, String reason) {
        return new Origin(Kind.UNSURE, dropDb, reason);
    }

    private static String text(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
