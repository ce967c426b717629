import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Prints the periods of sources in each phase of a run, and fails when one phase is not like the first: {@code Periods PHASES EXPORT}. A line of
 * PHASES is a name with a begin and an end in milliseconds since 1970; EXPORT is what {@code fieldpost store export} wrote.
 */
final class Periods {
    private static final Pattern LINE = Pattern.compile("\"source\":\"([^\"]*)\".*\"source_time\":\"([^\"]*)\"");
    private static final double WITHIN = 0.10;
    private static final double CONFIGURED_MILLIS = 200;
    /** Where the sources are no nearer to their period than this without any plug-in, the machine is busy with something else. */
    private static final double QUIET = 0.02;

    private record Phase(String name, long begin, long end) {}

    private record Figures(int sources, double mean, double median, double most) {}

    public static void main(String[] arguments) throws IOException {
        Map<String, List<Long>> times = times(Path.of(arguments[1]));
        List<Figures> all = new ArrayList<>();
        double worst = 0;
        for (String line : Files.readAllLines(Path.of(arguments[0]))) {
            Phase phase = phase(line);
            Figures figures = figures(times, phase);
            all.add(figures);
            Figures without = all.get(0);
            boolean quiet = change(without.mean, CONFIGURED_MILLIS) <= QUIET;
            double change = change(figures.median, without.median);
            worst = Math.max(worst, figures.sources != without.sources ? 1 : quiet ? Math.max(change, change(figures.mean, without.mean)) : change);
            System.out.printf(
                    Locale.ROOT,
                    "%d sources for %2.0f s, period %.1f ms, half of them within %.1f ms, 95 %% within %.1f ms: %s%n",
                    figures.sources,
                    (phase.end - phase.begin) / 1e3,
                    figures.mean,
                    figures.median,
                    figures.most,
                    phase.name);
        }
        Figures without = all.get(0);
        if (change(without.mean, CONFIGURED_MILLIS) > QUIET) {
            System.out.println("the machine is busy with something else: judged by what half of the periods are within alone");
        }
        System.out.printf(
                Locale.ROOT,
                "plugin-misbehaves: %d healthy sources, period %.1f ms; beside plug-ins that misbehave it changes by %.1f %% at most%n",
                without.sources,
                without.mean,
                100 * worst);
        System.exit(worst <= WITHIN && without.sources == 10 ? 0 : 1);
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

    /** Of the phase's intervals, all sources together; the mean is of the worst source, so that none stands still unseen. */
    private static Figures figures(Map<String, List<Long>> times, Phase phase) {
        List<Double> intervals = new ArrayList<>();
        Map<String, Double> means = new HashMap<>();
        times.forEach((source, all) -> {
            List<Long> within = all.stream()
                    .filter(time -> time >= phase.begin * 1000 && time <= phase.end * 1000)
                    .toList();
            for (int i = 1; i < within.size(); i++) {
                intervals.add((within.get(i) - within.get(i - 1)) / 1e3);
            }
            if (within.size() > 1) {
                // From the phase's begin to its end, so that a source that stopped is seen.
                means.put(source, (double) (phase.end - phase.begin) / within.size());
            }
        });
        intervals.sort(null);
        double mean = means.values().stream().mapToDouble(each -> each).max().orElse(0);
        return new Figures(means.size(), mean, at(intervals, 0.5), at(intervals, 0.95));
    }

    private static double at(List<Double> sorted, double share) {
        return sorted.isEmpty() ? 0 : sorted.get((int) Math.min(sorted.size() - 1, Math.round(share * sorted.size())));
    }

    private Periods() {}
}
