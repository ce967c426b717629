package io.fieldpost.radio.simulation;

import io.fieldpost.radio.spectrum.LevelUnit;
import io.fieldpost.radio.spectrum.SpectrumRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A city's band as rows of spectrum: 87 to 108 MHz in cells of 10 kHz, one row a second, 40 stations, and the truth about each row. The
 * rows are made in the spectral domain: mean power of noise and stations in each cell, times Gamma noise of 16 looks. That is exact for
 * noise, right for modulated carriers that look like noise in a cell, and harder than the truth for steady carriers.
 *
 * <p>Twenty FM broadcasters, weak ones 300 kHz from strong ones among them; eight two-way radios, five of them keyed; six AM stations, two
 * keyed; six carriers, three drifting. The noise floor slopes by 3 dB over the band. From second 100 to 119 of each 300, the receiver is
 * overloaded: its floor rises by 15 dB, products stand in the band, and the rows say so. The same seed gives the same rows.
 */
public final class CityBand {
    public static final double START_HZ = 87e6;
    public static final double STEP_HZ = 10e3;
    public static final int CELLS = 2100;
    public static final int LOOKS = 16;

    private static final GammaNoise NOISE = new GammaNoise(LOOKS);
    private static final Instant EPOCH = Instant.parse("2026-03-01T00:00:00Z");
    private static final double SLOPE_DB = 3;
    private static final double OVERLOAD_DB = 15;

    private final List<CityStation> stations;
    private final List<Heard> heard = new ArrayList<>();
    private final double[] toggle;
    private final SplittableRandom random;
    private int second;

    /**
     * The truth about a station in a row.
     *
     * @param on whether it transmits
     * @param seconds for how many rows it has been on, or off
     */
    public record Heard(CityStation station, double centerHz, boolean on, int seconds) {}

    private CityBand(List<CityStation> stations, long seed) {
        this.stations = stations;
        this.random = new SplittableRandom(seed);
        this.toggle = new double[stations.size()];
        for (int i = 0; i < toggle.length; i++) {
            heard.add(new Heard(stations.get(i), stations.get(i).centerHz(), true, 0));
            toggle[i] = nextToggle(stations.get(i), 0);
        }
    }

    /** Stations from 3 to 50 dB. */
    public static CityBand mixed(long seed) {
        return new CityBand(stations(), seed);
    }

    /** The same stations, all equally far above the noise. */
    public static CityBand at(double snrDb, long seed) {
        return new CityBand(
                stations().stream().map(station -> station.at(snrDb)).toList(), seed);
    }

    /** The next second's row. */
    public SpectrumRow next() {
        double[] power = new double[CELLS];
        for (int i = 0; i < stations.size(); i++) {
            play(i, power);
        }
        boolean overloaded = second % 300 >= 100 && second % 300 < 120;
        if (overloaded) {
            addProducts(power);
        }
        float[] trace = new float[CELLS];
        for (int i = 0; i < CELLS; i++) {
            double floorDb = -110 + SLOPE_DB * i / CELLS + (overloaded ? OVERLOAD_DB : 0);
            trace[i] = (float) (floorDb + 10 * Math.log10(1 + power[i])) + NOISE.next(random);
        }
        Instant time = EPOCH.plusSeconds(second++);
        return new SpectrumRow(START_HZ, STEP_HZ, trace, LevelUnit.DBFS, LOOKS, time, overloaded ? "overload" : "");
    }

    /** The truth about the last row, a station each. */
    public List<Heard> truth() {
        return heard;
    }

    private void play(int index, double[] power) {
        CityStation station = stations.get(index);
        Heard before = heard.get(index);
        boolean switches = second >= toggle[index];
        boolean on = switches != before.on();
        if (switches) {
            toggle[index] = nextToggle(station, second);
        }
        double center = station.centerHz() + station.driftHz() * second;
        heard.set(index, new Heard(station, center, on, switches ? 1 : before.seconds() + 1));
        if (on) {
            double cells = Math.max(1, station.shape().bandwidthHz() / STEP_HZ);
            double loudness = station.shape() == SpectralShape.FM_BROADCAST ? 0.75 + 0.4 * random.nextDouble() : 1;
            double total = Math.pow(10, station.snrDb() / 10) * cells;
            station.shape().addTo(power, START_HZ, STEP_HZ, center, total, loudness);
        }
    }

    private double nextToggle(CityStation station, double now) {
        if (station.keyedSeconds() == 0) {
            return Double.POSITIVE_INFINITY;
        }
        return Math.ceil(now + 1 - station.keyedSeconds() * Math.log1p(-random.nextDouble()));
    }

    private void addProducts(double[] power) {
        for (int i = 0; i < 20; i++) {
            double center = START_HZ + random.nextDouble() * CELLS * STEP_HZ;
            SpectralShape.FM_BROADCAST.addTo(power, START_HZ, STEP_HZ, center, 500, 1);
        }
    }

    private static List<CityStation> stations() {
        List<CityStation> all = new ArrayList<>();
        double[] broadcast = {
            87.6, 87.9, 88.7, 89.1, 90.3, 90.6, 91.4, 92.4, 93.0, 93.7, 94.7, 95.0, 96.2, 97.1, 97.6, 98.9, 101.1,
            103.9, 105.5, 107.4
        };
        double[] broadcastDb = {45, 20, 6, 35, 50, 25, 8, 12, 30, 40, 44, 24, 10, 6, 48, 15, 38, 33, 28, 18};
        for (int i = 0; i < broadcast.length; i++) {
            all.add(new CityStation(
                    "FM " + broadcast[i], SpectralShape.FM_BROADCAST, broadcast[i] * 1e6, broadcastDb[i], 0, 0));
        }
        double[] narrow = {99.4125, 99.4625, 99.8, 100.0125, 102.0, 102.4, 102.9125, 104.5};
        double[] narrowDb = {40, 20, 6, 10, 15, 30, 8, 25};
        for (int i = 0; i < narrow.length; i++) {
            double keyed = i < 3 ? 0 : 20;
            all.add(new CityStation(
                    "NFM " + narrow[i], SpectralShape.NARROW_FM, narrow[i] * 1e6, narrowDb[i], 0, keyed));
        }
        double[] am = {100.4, 100.5, 104.1, 104.75, 106.0, 106.4};
        double[] amDb = {30, 10, 6, 20, 12, 8};
        for (int i = 0; i < am.length; i++) {
            all.add(new CityStation("AM " + am[i], SpectralShape.AM, am[i] * 1e6, amDb[i], 0, i < 4 ? 0 : 30));
        }
        double[] carrier = {100.8, 103.2, 103.4, 106.8, 107.0, 107.8};
        double[] carrierDb = {15, 8, 30, 6, 12, 3};
        double[] drift = {50, -80, 100, 0, 0, 0};
        for (int i = 0; i < carrier.length; i++) {
            all.add(new CityStation(
                    "CW " + carrier[i], SpectralShape.CARRIER, carrier[i] * 1e6, carrierDb[i], drift[i], 0));
        }
        return List.copyOf(all);
    }
}
