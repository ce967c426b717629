package io.fieldpost.radio.calibration;

import io.fieldpost.radio.measure.SnrMoments;
import io.fieldpost.radio.sample.Baseband;

/**
 * How wrong a receiver's crystal is, from a carrier of known frequency: ppm = (nominal / measured − 1) · 10⁶, positive for a crystal that is
 * fast, which is what rtl_tcp's correction means (librtlsdr multiplies its crystal's frequency by 1 + ppm / 10⁶). A correction that was set
 * while measuring has to be added. Does not guess: without a strong and steady carrier it refuses.
 *
 * <p>Immutable, any thread; allocates some buffers of the samples' size over the decimation.
 */
public final class CarrierPpm {
    private static final double LEAST_SNR_DB = 15;

    /** Radians, rms, that a carrier's phase may stray from a straight line. A crystal's drift and an unsteady carrier show here. */
    private static final double MOST_STRAY = 0.5;

    private static final int BROADCAST_BLOCKS = 20;

    /** What came out. */
    public sealed interface Result {}

    /**
     * Measured.
     *
     * @param ppm what the correction should be changed by
     * @param standardErrorPpm 1 σ of it
     * @param frequencyHz where the carrier seems to be
     * @param snrDb of the carrier in a bin of the search, or of the station in the samples' bandwidth
     */
    public record Measured(double ppm, double standardErrorPpm, double frequencyHz, double snrDb) implements Result {}

    /** Not to be used, and why. */
    public record Refused(String reason) implements Result {}

    private final double searchPpm;
    private final double mostErrorPpm;

    /** Searches 100 ppm to both sides, more than any RTL-SDR is off, and accepts a standard error of 0.2 ppm. */
    public CarrierPpm() {
        this(100, 0.2);
    }

    /**
     * With limits.
     *
     * @param searchPpm how far to each side of the nominal frequency
     * @param mostErrorPpm the standard error beyond which a result is refused
     */
    public CarrierPpm(double searchPpm, double mostErrorPpm) {
        this.searchPpm = searchPpm;
        this.mostErrorPpm = mostErrorPpm;
    }

    /**
     * From an unmodulated or amplitude-modulated carrier, such as a beacon or a broadcast station below 30 MHz: the strongest line in the
     * search range, then a straight line through its phase over time.
     *
     * @param samples some seconds around the nominal frequency
     */
    public Result ofCarrier(Baseband samples, double nominalHz) {
        double searchHz = nominalHz * searchPpm * 1e-6;
        if (Math.abs(nominalHz - samples.centerHz()) + searchHz > 0.5 * samples.sampleRateHz()) {
            return new Refused("%s ±%.0f ppm is not inside of the samples' %.0f kHz around %s"
                    .formatted(
                            Hertz.text(nominalHz),
                            searchPpm,
                            samples.sampleRateHz() / 1e3,
                            Hertz.text(samples.centerHz())));
        }
        NarrowBand narrow = NarrowBand.around(samples, nominalHz, searchHz);
        if (narrow.segments() < NarrowBand.FEWEST_SEGMENTS) {
            return new Refused("%.2f s of samples are too few; at least %.2f s are needed"
                    .formatted(
                            samples.length() / samples.sampleRateHz(),
                            NarrowBand.FEWEST_SEGMENTS * narrow.secondsPerSegment() + 1e-2));
        }
        NarrowBand.Line line = narrow.strongest(searchHz);
        if (line.snrDb() < LEAST_SNR_DB) {
            return new Refused("no carrier within %.0f ppm of %s stands out by %.0f dB; the strongest does by %.1f dB"
                    .formatted(searchPpm, Hertz.text(nominalHz), LEAST_SNR_DB, line.snrDb()));
        }
        PhaseLine phase = narrow.phase(line.offsetHz());
        if (phase.stray() > MOST_STRAY) {
            return new Refused("the carrier near %s is not steady: its phase strays by %.2f rad"
                    .formatted(Hertz.text(nominalHz), phase.stray()));
        }
        return measured(nominalHz, line.offsetHz() + phase.hertz(), phase.standardErrorHz(), line.snrDb());
    }

    /**
     * From an FM broadcast station, whose programme has no mean: the mean of the instantaneous frequency. Its pilot plays no part.
     *
     * @param samples some seconds of the station's channel, filtered to about ±100 kHz, nothing else in it
     * @param nominalHz the station's licensed frequency, which it has to keep within 2 kHz only (Radio Regulations, Appendix 2), so
     *     take one that is known to be exact
     */
    public Result ofBroadcast(Baseband samples, double nominalHz) {
        double snrDb = SnrMoments.of(samples).snrDb();
        // Noise turns the samples at random and pulls the mean towards the middle of their bandwidth.
        if (!(snrDb >= LEAST_SNR_DB)) {
            return new Refused(
                    "the station on %s has a ratio of signal to noise of %.1f dB, below %.0f dB, or is not FM"
                            .formatted(Hertz.text(nominalHz), snrDb, LEAST_SNR_DB));
        }
        int block = (samples.length() - 1) / BROADCAST_BLOCKS;
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < BROADCAST_BLOCKS; i++) {
            double hertz = meanFrequency(samples, i * block, block);
            sum += hertz;
            squares += hertz * hertz;
        }
        double mean = sum / BROADCAST_BLOCKS;
        double variance = Math.max(0, squares / BROADCAST_BLOCKS - mean * mean) / (BROADCAST_BLOCKS - 1);
        return measured(nominalHz, samples.centerHz() + mean - nominalHz, Math.sqrt(variance), snrDb);
    }

    private static double meanFrequency(Baseband samples, int from, int count) {
        float[] re = samples.re();
        float[] im = samples.im();
        double turned = 0;
        for (int n = from + 1; n <= from + count; n++) {
            turned += Math.atan2(im[n] * re[n - 1] - re[n] * im[n - 1], re[n] * re[n - 1] + im[n] * im[n - 1]);
        }
        return turned / (2 * Math.PI) * samples.sampleRateHz() / count;
    }

    private Result measured(double nominalHz, double offsetHz, double errorHz, double snrDb) {
        double measuredHz = nominalHz + offsetHz;
        double errorPpm = errorHz / nominalHz * 1e6;
        // Also refuses what is not a number.
        if (!(errorPpm <= mostErrorPpm)) {
            return new Refused("the frequency near %s is known to %.2f ppm only, not to %.2f ppm; measure for longer"
                    .formatted(Hertz.text(nominalHz), errorPpm, mostErrorPpm));
        }
        return new Measured((nominalHz / measuredHz - 1) * 1e6, errorPpm, measuredHz, snrDb);
    }
}
