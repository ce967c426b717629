package io.fieldpost.radio.broadcast;

import io.fieldpost.radio.demodulation.DownConverter;
import io.fieldpost.radio.sample.Baseband;
import io.fieldpost.radio.simulation.FmBroadcast;
import io.fieldpost.radio.simulation.RdsProgramme;

/** Stations for tests. */
final class Listening {
    static final double RATE = 240_000;
    static final RdsProgramme CITY = new RdsProgramme(0xC1A7, "CITY 891", "Changan City News 89.1", 1, true);

    private Listening() {}

    /** A channel at 240 kS/s with a stated carrier-to-noise ratio in 200 kHz, filtered to ±100 kHz. */
    static Baseband channel(FmBroadcast station, double seconds, double snrDb, double offsetHz, long seed) {
        int n = (int) (seconds * 2 * RATE);
        Baseband wide = new Baseband(new float[n], new float[n], 2 * RATE, 0);
        station.addTo(wide, offsetHz, 1);
        FmBroadcast.addNoise(wide, Math.pow(10, -snrDb / 10) * wide.sampleRateHz() / 200_000, seed);
        return convert(wide, 0, 2);
    }

    static Baseband convert(Baseband wide, double offsetHz, int decimation) {
        DownConverter converter = new DownConverter(wide.sampleRateHz(), offsetHz, 100_000, decimation);
        float[] re = new float[converter.room(wide.length())];
        float[] im = new float[re.length];
        int n = converter.accept(wide.re(), wide.im(), 0, wide.length(), re, im);
        return new Baseband(
                java.util.Arrays.copyOf(re, n), java.util.Arrays.copyOf(im, n), converter.outputRateHz(), offsetHz);
    }

    static StationReading listen(Baseband channel) {
        FmStation station = new FmStation(channel.sampleRateHz());
        station.accept(channel.re(), channel.im(), 0, channel.length());
        return station.reading();
    }
}
