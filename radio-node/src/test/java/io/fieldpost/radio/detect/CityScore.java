package io.fieldpost.radio.detect;

import io.fieldpost.radio.simulation.CityBand;
import io.fieldpost.radio.simulation.CityBand.Heard;
import io.fieldpost.radio.simulation.CityStation;
import io.fieldpost.radio.simulation.SpectralShape;
import io.fieldpost.radio.spectrum.SpectrumRow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Detection of a {@link CityBand} with default settings against its truth. Counted a row at a time, rows of overload left out: of the
 * stations that have been on for five looks or more, how many are among the active emissions; and of the active emissions, how many
 * are stations that are on or were within the ten looks that end an emission. A station and an emission are the same when their
 * centres differ by less than a quarter of the station's bandwidth, and 15 kHz.
 */
final class CityScore {
    private static final double NEAR_HZ = 15e3;
    private static final int SETTLED_ROWS = 5;

    private final CityBand band;
    private final Detector detector = new Detector(
            DetectionSettings.forScan(1, CityBand.CELLS, Duration.ofSeconds(1), Persistence.DEFAULT),
            new SubBandNoise());
    private final EmissionTracker tracker = new EmissionTracker(Persistence.DEFAULT, 1, 0);
    private final Map<CityStation, int[]> found = new java.util.LinkedHashMap<>();
    private final List<Emission> strangers = new ArrayList<>();
    private long emissions;
    private long right;

    CityScore(CityBand band) {
        this.band = band;
    }

    CityScore run(int rows) {
        for (int i = 0; i < rows; i++) {
            SpectrumRow row = band.next();
            tracker.step(row, detector.detect(row));
            if (row.suspect().isEmpty()) {
                count(tracker.active());
            }
        }
        return this;
    }

    private void count(List<Emission> active) {
        for (Heard heard : band.truth()) {
            if (heard.on() && heard.seconds() >= SETTLED_ROWS) {
                int[] counts = found.computeIfAbsent(heard.station(), station -> new int[2]);
                counts[0]++;
                counts[1] += active.stream().anyMatch(emission -> near(heard, emission)) ? 1 : 0;
            }
        }
        for (Emission emission : active) {
            emissions++;
            boolean known = band.truth().stream().anyMatch(heard -> lately(heard) && near(heard, emission));
            right += known ? 1 : 0;
            if (!known) {
                strangers.add(emission);
            }
        }
    }

    private static boolean lately(Heard heard) {
        return heard.on() || heard.seconds() <= Persistence.DEFAULT.goneAfterLooks();
    }

    private static boolean near(Heard heard, Emission emission) {
        double reach = Math.max(NEAR_HZ, heard.station().shape().bandwidthHz() / 4);
        return Math.abs(heard.centerHz() - emission.centerHz()) < reach;
    }

    double precision() {
        return emissions == 0 ? 1 : right / (double) emissions;
    }

    double recall() {
        return share(found.values());
    }

    double recall(SpectralShape shape) {
        return share(found.entrySet().stream()
                .filter(entry -> entry.getKey().shape() == shape)
                .map(Map.Entry::getValue)
                .toList());
    }

    /** Share found, by the stations' SNR. */
    Map<Double, Double> recallBySnr() {
        Map<Double, List<int[]>> bySnr = new TreeMap<>();
        found.forEach((station, counts) ->
                bySnr.computeIfAbsent(station.snrDb(), snr -> new ArrayList<>()).add(counts));
        Map<Double, Double> recall = new TreeMap<>();
        bySnr.forEach((snr, counts) -> recall.put(snr, share(counts)));
        return recall;
    }

    /** Emissions that are no station, once for each row. */
    List<Emission> strangers() {
        return strangers;
    }

    private static double share(Iterable<int[]> counts) {
        long all = 0;
        long seen = 0;
        for (int[] each : counts) {
            all += each[0];
            seen += each[1];
        }
        return all == 0 ? Double.NaN : seen / (double) all;
    }
}
