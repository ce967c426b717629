package io.fieldpost.radio.classify;

import io.fieldpost.radio.broadcast.FmStation;
import io.fieldpost.radio.broadcast.PilotReading;
import io.fieldpost.radio.demodulation.DownConverter;
import io.fieldpost.radio.sample.Baseband;
import java.util.Arrays;

/** Works out the features of one span. */
final class FeatureMeter {
    private static final int FEWEST_SAMPLES = Classifier.FEWEST_SAMPLES;
    private static final double LONG_RUN_WIDTHS = 40;
    private static final double KEYED_SHARE = 0.1;
    private static final double WIDEST_BROADCAST_HZ = 260_000;
    private static final double NARROWEST_BROADCAST_HZ = 40_000;
    private static final int FILTER_STEPS = 20;
    private static final double STRONG_CARRIER = 0.5;

    private final Baseband span;
    private final boolean cut;
    private final Occupancy inner;
    private final Occupancy occupancy;

    FeatureMeter(Baseband span) {
        if (span.length() < FEWEST_SAMPLES) {
            throw new IllegalArgumentException("too few samples for features, 1024 are needed: " + span.length());
        }
        this.span = Burst.longest(span);
        cut = this.span.length() < span.length();
        inner = Occupancy.of(this.span);
        occupancy = sidebandsIncluded();
    }

    /** A strong carrier's sidebands may lie outside the edges of its power, and are what tells its modulation. */
    private Occupancy sidebandsIncluded() {
        Occupancy outer = inner.widened();
        if (outer.widthHz() < 1.3 * inner.widthHz()) {
            return inner;
        }
        Baseband x = Signal.cut(span, outer).samples();
        Line carrier = Line.strongest(x.re(), x.im(), x.sampleRateHz(), 0, outer.widthHz());
        return carrier.share() > STRONG_CARRIER ? outer : inner;
    }

    Features features() {
        Signal signal = Signal.cut(span, occupancy);
        Keying keying = Keying.of(signal, occupancy.widthHz());
        boolean burst = keying.offShare() > KEYED_SHARE
                && keying.runWidths() > LONG_RUN_WIDTHS
                && keying.to() - keying.from() > FEWEST_SAMPLES / 4;
        Baseband whole = signal.samples();
        Baseband x = burst
                ? new Baseband(
                        Arrays.copyOfRange(whole.re(), keying.from(), keying.to()),
                        Arrays.copyOfRange(whole.im(), keying.from(), keying.to()),
                        whole.sampleRateHz(),
                        0)
                : whole;
        Moments moments = Moments.of(x, signal.noise());
        Line carrier = Line.strongest(x.re(), x.im(), x.sampleRateHz(), 0, occupancy.widthHz());
        double widthHz = occupancy.widthHz();
        double independent = 1.5 * widthHz * x.length() / x.sampleRateHz();
        CarrierView view = CarrierView.of(x, carrier.hertz(), signal.noise(), independent);
        return new Features(
                10 * Math.log10(Math.max(1e-9, moments.power() / (occupancy.noisePerHz() * widthHz))),
                occupancy.centerHz(),
                widthHz,
                widthHz / span.sampleRateHz(),
                x.length() / x.sampleRateHz() * widthHz,
                occupancy.symmetry(),
                new Features.Envelope(moments.kurtosis(), moments.gammaMax()),
                new Features.Carrier(
                        carrier.hertz(),
                        Math.min(1, carrier.share() * moments.total() / Math.max(1e-30, moments.power())),
                        view.inPhase(),
                        view.imbalance()),
                view.phase(),
                powerLine(x, 2),
                powerLine(x, 4),
                InstantFrequency.of(x, widthHz, occupancy.centerHz()),
                SymbolReader.of(x, widthHz, signal.noise()),
                new Features.Keyed(keying.offShare(), keying.runWidths(), burst || cut),
                pilot());
    }

    /** Share of the strongest line of the second or fourth power of the samples. */
    private static double powerLine(Baseband x, int power) {
        float[] re = new float[x.length()];
        float[] im = new float[x.length()];
        for (int i = 0; i < re.length; i++) {
            float r = x.re()[i];
            float q = x.im()[i];
            for (int p = 1; p < power; p *= 2) {
                float square = r * r - q * q;
                q = 2 * r * q;
                r = square;
            }
            re[i] = r;
            im[i] = q;
        }
        return Line.strongest(re, im, x.sampleRateHz(), 0, x.sampleRateHz()).share();
    }

    private double pilot() {
        boolean wide = span.sampleRateHz() >= 160_000
                && occupancy.widthHz() > NARROWEST_BROADCAST_HZ
                && occupancy.widthHz() < WIDEST_BROADCAST_HZ;
        if (!wide) {
            return 0;
        }
        double rate = span.sampleRateHz();
        int decimation = Math.max(1, (int) (rate / 240_000));
        double half = Math.min(110_000, 0.45 * rate / decimation);
        DownConverter converter = new DownConverter(rate, occupancy.centerHz(), half, decimation);
        FmStation station = new FmStation(converter.outputRateHz());
        int piece = span.length() / FILTER_STEPS + 1;
        float[] re = new float[converter.room(piece)];
        float[] im = new float[re.length];
        for (int from = 0; from < span.length(); from += piece) {
            int n = converter.accept(span.re(), span.im(), from, Math.min(piece, span.length() - from), re, im);
            station.accept(re, im, 0, n);
        }
        PilotReading reading = station.reading().pilot();
        return reading.present() ? reading.confidence() : 0;
    }
}
