package io.fieldpost.radio.broadcast;

import io.fieldpost.radio.demodulation.DownConverter;
import java.util.function.IntConsumer;

/**
 * From the FM baseband to RDS bits (IEC 62106, 1): 57 kHz is brought to 0 Hz and turned back by three times the phase of the pilot where
 * there is one, so that only a constant angle remains for a narrow loop; without a pilot the loop is wider and finds the
 * carrier by itself. Then matched filter, bit clock, and difference of neighbouring bits. One thread; allocates nothing once its arrays have
 * the size of the largest piece.
 */
final class RdsDemodulator {
    private static final double SUBCARRIER_HZ = 57_000;
    private static final double PILOT_HZ = 19_000;
    private static final double BIT_RATE_HZ = 1_187.5;
    private static final double PASS_HZ = 2_400;
    private static final double STOP_HZ = 3_800;
    private static final double LOWEST_RATE_HZ = 16_000;
    private static final double PILOT_SECONDS = 0.02;
    private static final int PILOT_CHECK = 2_000;

    private final DownConverter subcarrier;
    private final DownConverter pilot;
    private final PilotMeter meter;
    private final BiphaseFilter filter;
    private final BitClock clock;
    private final CarrierLoop narrow = new CarrierLoop(3, 1, BIT_RATE_HZ);
    private final CarrierLoop wide = new CarrierLoop(12, 12, BIT_RATE_HZ);
    private final IntConsumer bits;
    private final float pilotStep;
    private float[] silence = new float[0];
    private float[] re = new float[0];
    private float[] im = new float[0];
    private float[] pilotRe = new float[0];
    private float[] pilotIm = new float[0];
    private float meanRe;
    private float meanIm;
    private float lastRe;
    private float lastIm;
    private boolean withPilot;
    private int untilCheck = PILOT_CHECK;
    private int lastBit;

    RdsDemodulator(double rateHz, IntConsumer bits) {
        this.bits = bits;
        int decimation = Math.max(1, (int) (rateHz / LOWEST_RATE_HZ));
        subcarrier = new DownConverter(rateHz, SUBCARRIER_HZ, PASS_HZ, STOP_HZ, decimation);
        pilot = new DownConverter(rateHz, PILOT_HZ, PASS_HZ, STOP_HZ, decimation);
        double rate = subcarrier.outputRateHz();
        meter = new PilotMeter(rate, PASS_HZ + STOP_HZ, rateHz);
        filter = new BiphaseFilter(rate / BIT_RATE_HZ);
        clock = new BitClock(rate / BIT_RATE_HZ);
        pilotStep = (float) (1 / (PILOT_SECONDS * rate));
    }

    PilotReading pilot() {
        return meter.reading();
    }

    void accept(float[] baseband, int count) {
        if (silence.length < count) {
            silence = new float[count];
            re = new float[subcarrier.room(count)];
            im = new float[re.length];
            pilotRe = new float[re.length];
            pilotIm = new float[re.length];
        }
        int n = subcarrier.accept(baseband, silence, 0, count, re, im);
        pilot.accept(baseband, silence, 0, count, pilotRe, pilotIm);
        for (int i = 0; i < n; i++) {
            meter.accept(pilotRe[i], pilotIm[i]);
            if (--untilCheck == 0) {
                withPilot = meter.reading().present();
                untilCheck = PILOT_CHECK;
            }
            meanRe += pilotStep * (pilotRe[i] - meanRe);
            meanIm += pilotStep * (pilotIm[i] - meanIm);
            if (withPilot) {
                turned(re[i], im[i]);
            } else {
                filter.accept(re[i], im[i]);
            }
            symbol();
        }
    }

    /** Turns back by three times the pilot's angle: times the conjugate of the cube of its unit vector. */
    private void turned(float x, float y) {
        float size = (float) Math.sqrt(meanRe * meanRe + meanIm * meanIm);
        float c = size > 0 ? meanRe / size : 1;
        float s = size > 0 ? meanIm / size : 0;
        float c3 = c * (c * c - 3 * s * s);
        float s3 = s * (3 * c * c - s * s);
        filter.accept(x * c3 + y * s3, y * c3 - x * s3);
    }

    private void symbol() {
        float yRe = filter.re();
        float yIm = filter.im();
        if (clock.accept(yRe * yRe + yIm * yIm)) {
            double back = clock.fraction();
            decide(yRe - back * (yRe - lastRe), yIm - back * (yIm - lastIm));
        }
        lastRe = yRe;
        lastIm = yIm;
    }

    private void decide(double x, double y) {
        CarrierLoop loop = withPilot ? narrow : wide;
        double c = Math.cos(loop.phase());
        double s = Math.sin(loop.phase());
        double real = x * c + y * s;
        double imaginary = y * c - x * s;
        loop.accept(real, imaginary);
        int bit = real > 0 ? 1 : 0;
        bits.accept(bit ^ lastBit);
        lastBit = bit;
    }
}
