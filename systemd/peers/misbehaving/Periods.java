import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Prints the periods of sources in each phase of a run, and fails when their mean is not that of a gateway that ran alone in the same time, or their median not that of the
 * first phase: {@code Periods PHASES EXPORT ALONE}. A line of PHASES is a name with a begin and an end in milliseconds since 1970; the others are what
 * {@code fieldpost store export} wrote.
 */
final class Periods {
    private static final Pattern LINE = Pattern.compile("\"source\":\"([^\"]*)\".*\"source_time\":\"([^\"]*)\"");
    private static final double WITHIN = 0.10;

    private record Phase(String name, long begin, long end) {}

    private record Figures(int sources, double mean, double median, double most) {}

    public static void main(String[] arguments) throws IOException {
        Map<String, List<Long>> times = times(Path.of(arguments[1]));
        Map<String, List<Long>> control = times(Path.of(arguments[2]));
        double first = 0;
        double worst = 0;
        int sources = 0;
        for (String line : Files.readAllLines(Path.of(arguments[0]))) {
            Phase phase = phase(line);
            Figures beside = figures(times, phase);
            Figures alone = figures(control, phase);
            if (first == 0) {
                first = beside.median;
                sources = beside.sources;
            }
            boolean all = beside.sources == sources && alone.sources == sources;
            worst = Math.max(
                    worst, all ? Math.max(change(beside.mean, alone.mean), change(beside.median, first)) : 1);
            System.out.printf(
                    Locale.ROOT,
                    "%d sources for %2.0f s, period %.1f ms (alone %.1f), half within %.1f ms (%.1f), 95 %% within %.1f ms (%.1f): %s%n",
                    beside.sources,
                    (phase.end - phase.begin) / 1e3,
                    beside.mean,
                    alone.mean,
                    beside.median,
                    alone.median,
                    beside.most,
                    alone.most,
                    phase.name);
        }
        System.out.printf(
                Locale.ROOT,
                "plugin-misbehaves: %d healthy sources; beside plug-ins that misbehave in 15 ways their period changes by %.1f %% at most%n",
                sources,
                100 * worst);
        System.exit(worst <= WITHIN && sources == 10 ? 0 : 1);
    }

    private static double change(double now, double before) {
        return Math.abs(now / before - 1);
    }

    private static Phase phase(String line) {
        String[] words = line.split(" ");
        int last = words.length - 1;
        String name = String.join(" ", Arrays.copyOf(words, last - 1)).replaceFirst(":$", "");
        return new Phase(name, Long.parseLong(words[last - 1]), Long.parseLong(words[last]));
    }

    private static Map<String, List<Long>> times(Path export) throws IOException {
        Map<String, List<Long>> times = new TreeMap<>();
        try (BufferedReader lines = Files.newBufferedReader(export)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Matcher found = LINE.matcher(line);
                if (found.find()) {
                    Instant time = Instant.parse(found.group(2));
                    times.computeIfAbsent(found.group(1), unused -> new ArrayList<>())
                            .add(time.getEpochSecond() * 1_000_000 + time.getNano() / 1000);
                }
            }
        }
        times.values().forEach(list -> list.sort(null));
        return times;
    }

    /** Of the phase's intervals, all sources together. */
    private static Figures figures(Map<String, List<Long>> times, Phase phase) {
        List<Double> intervals = new ArrayList<>();
        int sources = 0;
        long values = 0;
        for (List<Long> all : times.values()) {
            List<Long> within = all.stream()
                    .filter(time -> time >= phase.begin * 1000 && time <= phase.end * 1000)
                    .toList();
            for (int i = 1; i < within.size(); i++) {
                intervals.add((within.get(i) - within.get(i - 1)) / 1e3);
            }
            sources += within.size() > 1 ? 1 : 0;
            values += within.size();
        }
        intervals.sort(null);
        // From the phase's begin to its end, so that a pause at either is in it.
        double mean = (double) (phase.end - phase.begin) * sources / Math.max(1, values);
        return new Figures(sources, mean, at(intervals, 0.5), at(intervals, 0.95));
    }

    private static double at(List<Double> sorted, double share) {
        return sorted.isEmpty() ? 0 : sorted.get((int) Math.min(sorted.size() - 1, Math.round(share * sorted.size())));
    }

    private Periods() {}
}
