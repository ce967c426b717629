package io.fieldpost.agent.record;

import io.fieldpost.agent.StreamName;
import io.fieldpost.agent.publish.JsonProfile;
import io.fieldpost.agent.store.ClockState;
import io.fieldpost.agent.store.StoredRecord;
import io.fieldpost.config.gateway.Identity;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.Value;
import io.fieldpost.driver.ValueType;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.zip.Deflater;

/** Bytes that a trace takes, in the store and on the wire, in the forms that are in use and in those that could be. Prints a table. */
public final class TraceSizes {
    private static final int CELLS = 2_100;
    private static final int TRACES = 20;
    private static final Point BAND = new Point("fm-band", "spectrum", "", ValueType.SERIES, "dB");
    private static final Value.Record NONE = new Value.Record(Map.of());

    private final Map<String, double[]> bytes = new LinkedHashMap<>();

    private TraceSizes() {}

    /** Prints the table. */
    public static void main(String[] args) throws DamagedBatchException {
        int[][] bands = {{16, 0}, {16, 20}, {16, 40}, {64, 20}};
        TraceSizes sizes = new TraceSizes();
        for (int band = 0; band < bands.length; band++) {
            sizes.measure(band, bands[band][0], bands[band][1]);
        }
        sizes.print();
    }

    private void print() {
        System.out.println("| bytes a trace | noise | 20 stations | 40 stations | 20 stations, 64 averages |");
        System.out.println("|---|---|---|---|---|");
        bytes.forEach((form, sums) -> {
            StringBuilder line = new StringBuilder("| " + form);
            Arrays.stream(sums).limit(4).forEach(sum -> line.append(String.format(" | %,.0f", sum / TRACES)));
            System.out.println(line.append(" |"));
        });
    }

    private void measure(int band, int averages, int stations) throws DamagedBatchException {
        SplittableRandom random = new SplittableRandom(5);
        double[] power = stations(random, stations);
        int[] before = new int[CELLS];
        for (int trace = 0; trace < TRACES; trace++) {
            float[] levels = levels(random, power, averages);
            Value.Series plain = new Value.Series(87e6, 1e4, "Hz", levels.clone(), NONE);
            Value.Series rounded = Value.Series.inTenths(87e6, 1e4, "Hz", levels, NONE);
            int[] tenths = new int[CELLS];
            Arrays.setAll(tenths, i -> Math.round(rounded.values()[i] * 10));
            byte[] differences = varints(differences(tenths));
            int[] earlier = before;
            int[] changes = new int[CELLS];
            Arrays.setAll(changes, i -> tenths[i] - earlier[i]);
            add(band, "stored: binary32 **(in use, exact values)**", encoded(plain).length);
            add(band, "stored: binary32, deflated", deflated(floats(plain.values())));
            add(band, "stored: tenths in 16 bits", 2 * CELLS);
            add(band, "stored: tenths in 16 bits, deflated", deflated(shorts(tenths)));
            add(band, "stored: differences of neighbours as varints", differences.length);
            add(band, "stored: these, deflated", deflated(differences));
            add(band, "stored: differences from the trace before as varints, deflated", deflated(varints(changes)));
            add(band, "stored: differences of neighbours, Rice **(in use, tenths)**", encoded(rounded).length);
            add(band, "JSON: exact values", json(plain, Integer.MAX_VALUE));
            add(band, "JSON: exact values, deflated **(in use, exact values)**", json(plain, 0));
            add(band, "JSON: tenths", json(rounded, Integer.MAX_VALUE));
            add(band, "JSON: tenths, deflated **(in use, tenths)**", json(rounded, 0));
            add(band, "JSON: differences in tenths, deflated", deflated(text(differences(tenths))));
            add(
                    band,
                    "JSON: the stored bytes in Base64, deflated",
                    deflated(Base64.getEncoder().encode(encoded(rounded))));
            before = tenths;
        }
    }

    private void add(int band, String form, int size) {
        bytes.computeIfAbsent(form, key -> new double[4])[band] += size;
    }

    /** Milliwatts beyond the noise: stations 60 to 100 kHz wide, from 10 to 60 dB above the floor. */
    private static double[] stations(SplittableRandom random, int count) {
        double[] power = new double[CELLS];
        for (int station = 0; station < count; station++) {
            int center = random.nextInt(CELLS);
            double peak = Math.pow(10, (-85 + 50 * random.nextDouble()) / 10);
            for (int cell = 0; cell < CELLS; cell++) {
                double distance = (cell - center) / 6.0;
                power[cell] += peak * Math.exp(-0.4 * distance * distance);
            }
        }
        return power;
    }

    /** What an analyser shows: each average of a noise-like cell is exponentially distributed. */
    private static float[] levels(SplittableRandom random, double[] station, int averages) {
        float[] levels = new float[CELLS];
        for (int cell = 0; cell < CELLS; cell++) {
            double sum = 0;
            for (int average = 0; average < averages; average++) {
                sum -= Math.log(1 - random.nextDouble());
            }
            double floor = Math.pow(10, -9.5) * (1 + 0.3 * Math.sin(cell / 400.0));
            levels[cell] = (float) (10 * Math.log10((floor + station[cell]) * sum / averages));
        }
        return levels;
    }

    private static byte[] encoded(Value.Series series) {
        return BatchCodec.encode(List.of(Measurement.good(BAND, series, Instant.EPOCH)));
    }

    private static int json(Value.Series series, int deflateFrom) throws DamagedBatchException {
        byte[] payload = encoded(series);
        StoredRecord record = new StoredRecord(
                StreamName.BULK, "00c0ffee00c0ffee", 1, Instant.EPOCH, ClockState.SYNCHRONISED, 1, payload);
        try (JsonProfile profile = new JsonProfile(new Identity("rm-0001", "city"), deflateFrom)) {
            return profile.encode(record, new BatchReader().read(payload), false)
                    .payload()
                    .length;
        }
    }

    private static int[] differences(int[] tenths) {
        int[] differences = new int[tenths.length];
        Arrays.setAll(differences, i -> i == 0 ? tenths[0] : tenths[i] - tenths[i - 1]);
        return differences;
    }

    private static byte[] varints(int[] numbers) {
        ByteSink sink = new ByteSink(4096);
        Arrays.stream(numbers).forEach(sink::zigzag);
        return sink.followedBy(new ByteSink(0));
    }

    private static byte[] floats(float[] values) {
        ByteSink sink = new ByteSink(4096);
        sink.floats(values);
        return sink.followedBy(new ByteSink(0));
    }

    private static byte[] shorts(int[] numbers) {
        ByteSink sink = new ByteSink(4096);
        Arrays.stream(numbers).forEach(sink::u16);
        return sink.followedBy(new ByteSink(0));
    }

    private static byte[] text(int[] numbers) {
        return Arrays.toString(numbers).replace(" ", "").getBytes(StandardCharsets.US_ASCII);
    }

    /** As fast as the JSON profile compresses, so that forms and not efforts are compared. */
    private static int deflated(byte[] plain) {
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        deflater.setInput(plain);
        deflater.finish();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] piece = new byte[8192];
        while (!deflater.finished()) {
            out.write(piece, 0, deflater.deflate(piece));
        }
        deflater.end();
        return out.size();
    }
}
