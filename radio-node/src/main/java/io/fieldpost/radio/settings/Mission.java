package io.fieldpost.radio.settings;

import io.fieldpost.config.Frequency;
import io.fieldpost.config.FrequencyRange;
import io.fieldpost.config.Setting;
import io.fieldpost.radio.licence.Schedule;
import io.fieldpost.radio.mission.Timing;
import io.fieldpost.radio.spectrum.Grid;
import io.fieldpost.radio.spectrum.Statistic;
import io.fieldpost.radio.spectrum.SweepPlan;
import io.fieldpost.radio.spectrum.Window;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One thing that a receiver is to do: exactly one of {@code scan}, {@code watch}, {@code occupancy} and {@code record}. */
@Setting("One thing to do: a band to scan, frequencies to watch, channels whose occupancy to measure, or a recording.")
public record Mission(
        @Setting(
                value = "Name of this mission and of the point that its results come as, unique in its source.",
                byDefault = "scan",
                pattern = "[A-Za-z0-9_.-]{1,64}",
                example = "fm-band")
        String name,

        @Setting(value = "Scans this band, edges included, and gives a trace of each scan.", example = "87MHz..108MHz")
        @Nullable
        FrequencyRange scan,

        @Setting(
                value =
                        "Measures the signal at each of these frequencies in turn: level, bandwidth, offset, modulation, and the"
                                + " station's identity where it is broadcast.",
                example = "[ 98.1MHz, 101.7MHz ]")
        List<Frequency> watch,

        @Setting(
                value = "Measures how long the channels of this band are occupied (ITU-R SM.1880).",
                example = "430MHz..440MHz")
        @Nullable
        FrequencyRange occupancy,

        @Setting(
                value =
                        "Records samples around this frequency; with an R&S receiver (eb200://), the sound that it demodulates there.",
                example = "433.92MHz")
        @Nullable
        Frequency record,

        @Setting(
                value =
                        "Width of a cell of the trace and distance of its neighbours; centres are whole multiples of it. Without it,"
                                + " 25 kHz; for occupancy, a fifth of a channel.",
                min = "10Hz",
                max = "200kHz",
                example = "10kHz")
        @Nullable
        Frequency resolution,

        @Setting(
                value =
                        "From the start of one run to the start of the next; a start that finds the last one unfinished is skipped and"
                                + " counted. Without it, 1 s; a recording is then made once.",
                min = "50ms",
                max = "366d",
                example = "1s")
        @Nullable
        Duration every,

        @Setting(value = "Shape of the window before the transform.", byDefault = "hann")
        Window window,

        @Setting(value = "Transforms averaged in each cell.", byDefault = "16", min = "1", max = "10000")
        int averages,

        @Setting(
                value =
                        "What a scan gives of each cell beside its mean power, each as a point of its own: min, max, median, or a"
                                + " percentile such as p90. Transforms then overlap by half.",
                example = "[ max, median ]")
        List<String> statistics,

        @Setting(
                value =
                        "Whether emissions in a scanned band are found and followed, and compared with the source's licence list.",
                byDefault = "false")
        boolean detect,

        @Setting(
                value =
                        "How the noise floor of a scan or of an occupancy is found in each row, before it is followed slowly; lowest_20 is the"
                                + " 80 % method of ITU-R SM.1753.",
                byDefault = "fcme")
        NoiseRule noise,

        @Setting(
                value = "Width of the channels whose occupancy is measured; their centres are whole multiples of it.",
                byDefault = "25kHz",
                min = "100Hz",
                max = "10MHz")
        Frequency channel,

        @Setting(
                value = "How far above the noise a channel counts as occupied, in dB.",
                byDefault = "5",
                min = "3",
                max = "60")
        double threshold,

        @Setting(
                value =
                        "Width of the channel that is measured around each watched frequency; with an R&S receiver (eb200://), also of what is"
                                + " heard of a recorded one.",
                byDefault = "200kHz",
                min = "1kHz",
                max = "1MHz",
                example = "25kHz")
        Frequency bandwidth,

        @Setting(
                value = "How long each watched frequency is looked at.",
                byDefault = "500ms",
                min = "20ms",
                max = "60s")
        Duration dwell,

        @Setting(value = "How long a recording is.", byDefault = "10s", min = "10ms", max = "1h")
        Duration length,

        @Setting(
                value =
                        "The larger goes first and takes the receiver from a smaller one, which goes on later; equal ones share it.",
                byDefault = "50",
                min = "0",
                max = "100")
        int priority,

        @Setting(
                value = "Not before this time, with its offset from UTC.",
                pattern = Mission.TIME,
                example = "2026-05-01T08:00:00+08:00")
        @Nullable
        String from,

        @Setting(
                value = "Over at this time, with its offset from UTC.",
                pattern = Mission.TIME,
                example = "2026-05-01T18:00:00+08:00")
        @Nullable
        String until,

        @Setting(
                value = "Days and hours at which runs begin, each with its time zone; several are separated by ';'.",
                example = "Mon-Fri 08:00-18:00 Asia/Shanghai")
        @Nullable
        String during) {
    /** Names of a node's results that belong to no mission. */
    public static final Set<String> RESERVED = Set.of(
            "gain",
            "health",
            "identification",
            "intermodulation_test",
            "noise_source",
            "recording",
            "recordings",
            "settle");

    static final String TIME = "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2})?(Z|[+-][0-9]{2}:[0-9]{2})";

    /** Of {@code bandwidth}. */
    static final long USUAL_BANDWIDTH_HZ = 200_000;

    private static final int MOST_CELLS = 200_000;
    private static final int MOST_WATCHED = 1_000;
    private static final Frequency USUAL_RESOLUTION = new Frequency(25_000);
    private static final Duration USUAL_INTERVAL = Duration.ofSeconds(1);
    private static final int CELLS_PER_CHANNEL = 5;

    public Mission {
        watch = List.copyOf(watch);
        statistics = List.copyOf(statistics);
        if (RESERVED.contains(name)) {
            throw new IllegalArgumentException("name: '" + name + "' is a point of the node itself; choose another");
        }
        List<String> kinds = new ArrayList<>();
        add(kinds, "scan", scan != null);
        add(kinds, "watch", !watch.isEmpty());
        add(kinds, "occupancy", occupancy != null);
        add(kinds, "record", record != null);
        if (kinds.size() != 1) {
            throw new IllegalArgumentException(
                    "a mission has exactly one of scan, watch, occupancy and record; this one has "
                            + (kinds.isEmpty() ? "none" : String.join(", ", kinds)));
        }
        if (watch.size() > MOST_WATCHED) {
            throw new IllegalArgumentException(
                    "watch: names " + watch.size() + " frequencies; allowed: at most " + MOST_WATCHED);
        }
        belongs("detect", detect, scan != null, "a scan");
        belongs("statistics", !statistics.isEmpty(), scan != null, "a scan");
        boolean spectra = scan != null || occupancy != null;
        belongs("resolution", resolution != null, spectra, "a scan or an occupancy");
        belongs("window", window != Window.HANN, spectra, "a scan or an occupancy");
        belongs("averages", averages != 16, spectra, "a scan or an occupancy");
        belongs("noise", noise != NoiseRule.FCME, spectra, "a scan or an occupancy");
        belongs("channel", channel.hertz() != 25_000, occupancy != null, "an occupancy");
        belongs("threshold", threshold != 5, occupancy != null, "an occupancy");
        boolean tuned = !watch.isEmpty() || record != null;
        belongs("bandwidth", bandwidth.hertz() != USUAL_BANDWIDTH_HZ, tuned, "a watch or a record");
        belongs("dwell", dwell.toMillis() != 500, !watch.isEmpty(), "a watch");
        belongs("length", !length.equals(Duration.ofSeconds(10)), record != null, "a record");
        statistics.forEach(Mission::statistic);
        instant("from", from);
        instant("until", until);
        if (during != null) {
            hours(during);
        }
    }

    private static void add(List<String> names, String name, boolean present) {
        if (present) {
            names.add(name);
        }
    }

    /** What would have no effect is refused, as far as it can be told from what is usual. */
    private static void belongs(String key, boolean given, boolean there, String owner) {
        if (given && !there) {
            throw new IllegalArgumentException(key + ": belongs to " + owner);
        }
    }

    private static @Nullable Instant instant(String key, @Nullable String text) {
        try {
            return text == null ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(key + ": there is no such time: " + text, e);
        }
    }

    private static Statistic statistic(String text) {
        try {
            return Statistic.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("statistics: " + e.getMessage(), e);
        }
    }

    private static Schedule hours(String text) {
        try {
            return Schedule.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("during: " + e.getMessage(), e);
        }
    }

    /** The band of a scan or an occupancy; null for the other kinds. */
    public @Nullable FrequencyRange band() {
        return scan == null ? occupancy : scan;
    }

    /** The cells of a band. */
    public Grid grid(FrequencyRange band) {
        long hertz = resolutionHz();
        long cells = (band.stop().hertz() - band.start().hertz()) / hertz + 1;
        if (cells > MOST_CELLS) {
            throw new IllegalArgumentException("band has " + cells + " cells of " + hertz + " Hz, more than "
                    + MOST_CELLS + ": take a coarser resolution");
        }
        Grid grid = Grid.of(band.start().hertz(), band.stop().hertz(), hertz);
        if (grid.cells() < 1) {
            throw new IllegalArgumentException("band holds no multiple of its resolution of " + hertz + " Hz: " + name);
        }
        return grid;
    }

    /** How it is carried out at a sample rate. */
    public SweepPlan plan(FrequencyRange band, long sampleRateHz, long settleSamples) {
        return SweepPlan.of(name, grid(band), sampleRateHz, window, averages, settleSamples)
                .withStatistics(statistics.stream().map(Mission::statistic).toList());
    }

    /** Width of a cell. */
    public long resolutionHz() {
        if (resolution != null) {
            return resolution.hertz();
        }
        return occupancy == null ? USUAL_RESOLUTION.hertz() : Math.max(1, channel.hertz() / CELLS_PER_CHANNEL);
    }

    /** When it runs. */
    public Timing timing() {
        Duration interval = every != null || record != null ? every : USUAL_INTERVAL;
        Schedule hours = during == null ? Schedule.ALWAYS : hours(during);
        return new Timing(interval, priority, instant("from", from), instant("until", until), hours::due);
    }
}
