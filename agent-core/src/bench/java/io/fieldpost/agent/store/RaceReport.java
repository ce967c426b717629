package io.fieldpost.agent.store;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads from its standard input what the parts of a race printed, and prints the tables, the summary and what is not kept. */
public final class RaceReport {
    private static final String FIELDPOST = "fieldpost";
    private static final String SQLITE = "sqlite-normal";
    private static final String SQLITE_FULL = "sqlite-full";
    private static final List<String> CONTENDERS = List.of(FIELDPOST, SQLITE, "fieldpost-each", SQLITE_FULL);
    private static final List<String> RACERS = List.of(FIELDPOST, SQLITE);
    private static final double MOST_WRITTEN_OFFLINE = 1.02;
    private static final double MOST_WRITTEN_ONLINE = 0.1;
    private static final double SMALL_HEAP = 8 << 20;

    private final Medians medians;

    private RaceReport(Medians medians) {
        this.medians = medians;
    }

    /**
     * Prints the report; the exit code is 1 when a count is beyond its mark.
     *
     * @param args rates of the online part, then {@code --}, then numbers of records of the recovery part
     */
    public static void main(String[] args) throws IOException {
        Medians medians = new Medians();
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            medians.add(line);
        }
        List<String> all = List.of(args);
        int cut = all.indexOf("--");
        new RaceReport(medians).print(all.subList(0, cut), all.subList(cut + 1, all.size()));
    }

    private void print(List<String> rates, List<String> sizes) {
        phase("append", "append");
        phase("drain", "drain, settled one by one");
        phase("drain-32", "drain, settled 32 at once");
        whole();
        online(rates);
        recovery(sizes);
        smallHeap();
        List<String> broken = broken(rates.get(0));
        broken.forEach(System.out::println);
        System.out.println(summary(rates.get(0), sizes.get(sizes.size() - 1)));
        System.exit(broken.isEmpty() ? 0 : 1);
    }

    private void phase(String phase, String title) {
        row(title, "records/s", "MB/s", "× NORMAL", "× FULL", "CPU a record", "allocated", "written per payload byte");
        rule(8);
        for (String name : CONTENDERS) {
            row(
                    name,
                    whole(name, phase, "records/s"),
                    whole(name, phase, "MB/s"),
                    text("%.1f", ratio(name, SQLITE, phase)),
                    text("%.1f", ratio(name, SQLITE_FULL, phase)),
                    text("%.1f µs", medians.of(name, phase, "cpu-us/record")),
                    whole(name, phase, "allocated/record") + " B",
                    text("%.3f", medians.of(name, phase, "written/byte")));
        }
        System.out.println();
    }

    private void whole() {
        row(
                "",
                "all on the card, records/s",
                "opened after it was closed",
                "forces, 2,000 records",
                "most heap after a collection");
        rule(5);
        for (String name : CONTENDERS) {
            row(
                    name,
                    whole(name, "append", "forced/s"),
                    text("%.0f ms", medians.of(name, "reopen", "ms")),
                    whole(name, "forces", "count"),
                    mebibytes(medians.of(name, "heap", "peak")));
        }
        System.out.println();
    }

    private void online(List<String> rates) {
        row("online", "on the device per payload byte", "made dirty", "flushes/s", "CPU a record");
        rule(5);
        for (String rate : rates) {
            for (String name : RACERS) {
                String phase = "online-" + rate;
                row(
                        name + ", " + rate + " records/s",
                        text("%.3f", medians.of(name, phase, "device/byte")),
                        text("%.3f", medians.of(name, phase, "dirtied/byte")),
                        text("%.2f", medians.of(name, phase, "flushes/s")),
                        whole(name, phase, "cpu-us/record") + " µs");
            }
            String phase = "away-" + rate;
            row(
                    FIELDPOST + ", " + rate + " records/s, nobody there",
                    text("%.3f", medians.of(FIELDPOST, phase, "device/byte")),
                    text("%.3f", medians.of(FIELDPOST, phase, "dirtied/byte")),
                    text("%.2f", medians.of(FIELDPOST, phase, "flushes/s")),
                    whole(FIELDPOST, phase, "cpu-us/record") + " µs");
        }
        System.out.println();
    }

    private void recovery(List<String> sizes) {
        row("opened after its process died", "not in the page cache", "again", "read through");
        rule(4);
        for (String size : sizes) {
            for (String name : RACERS) {
                String phase = "recovery-" + size;
                row(
                        name + ", " + number(Double.parseDouble(size)) + " records",
                        whole(name, phase, "cold-ms") + " ms",
                        whole(name, phase, "warm-ms") + " ms",
                        whole(name, phase, "warm-read/s") + " records/s");
            }
        }
        System.out.println();
    }

    private void smallHeap() {
        System.out.printf(
                "A backlog of %s MiB, %s records, appended, opened and drained with -Xmx8m: at most %s after a collection.%n%n",
                whole(FIELDPOST, "small-heap", "MiB"),
                whole(FIELDPOST, "small-heap", "records"),
                mebibytes(medians.of(FIELDPOST, "small-heap", "peak")));
    }

    /** Counts, not times: these hold on any machine. */
    private List<String> broken(String rate) {
        List<String> broken = new ArrayList<>();
        double offline = medians.of(FIELDPOST, "append", "written/byte");
        if (!(offline <= MOST_WRITTEN_OFFLINE)) {
            broken.add(String.format(
                    Locale.ROOT,
                    "offline, %.3f bytes are written per payload byte: more than %.2f",
                    offline,
                    MOST_WRITTEN_OFFLINE));
        }
        double online = writtenOnline(FIELDPOST, rate);
        if (!(online <= MOST_WRITTEN_ONLINE)) {
            broken.add(String.format(
                    Locale.ROOT,
                    "online, %.3f bytes are written per payload byte: more than %.1f",
                    online,
                    MOST_WRITTEN_ONLINE));
        }
        if (!(medians.of(FIELDPOST, "small-heap", "limit") <= SMALL_HEAP)) {
            broken.add("the backlog did not pass through a heap of 8 MiB");
        }
        return broken;
    }

    private String summary(String rate, String size) {
        return String.format(
                Locale.ROOT,
                "store: append %.1f x, drain %.1f x SQLite WAL/NORMAL; written per payload byte %.2f offline (SQLite %.1f), %.2f"
                        + " online (SQLite %.1f); %s records opened in %.1f s",
                ratio(FIELDPOST, SQLITE, "append"),
                ratio(FIELDPOST, SQLITE, "drain"),
                medians.of(FIELDPOST, "append", "written/byte"),
                medians.of(SQLITE, "append", "written/byte"),
                writtenOnline(FIELDPOST, rate),
                writtenOnline(SQLITE, rate),
                number(Double.parseDouble(size)),
                medians.of(FIELDPOST, "recovery-" + size, "cold-ms") / 1000);
    }

    /** On the device where one was to be had for each, else what the process made dirty. */
    private double writtenOnline(String name, String rate) {
        double device = medians.of(name, "online-" + rate, "device/byte");
        return Double.isNaN(device) ? medians.of(name, "online-" + rate, "dirtied/byte") : device;
    }

    private double ratio(String name, String other, String phase) {
        return medians.of(name, phase, "records/s") / medians.of(other, phase, "records/s");
    }

    private String whole(String name, String phase, String figure) {
        double value = medians.of(name, phase, figure);
        return Double.isNaN(value) ? "–" : number(value);
    }

    private static String text(String format, double value) {
        return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, format, value);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }

    private static String mebibytes(double bytes) {
        return String.format(Locale.ROOT, "%.1f MiB", bytes / (1 << 20));
    }

    private static void row(String... cells) {
        System.out.println("| " + String.join(" | ", cells) + " |");
    }

    private static void rule(int columns) {
        System.out.println("|" + "---|".repeat(columns));
    }
}
