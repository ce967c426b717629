package io.fieldpost.radio.receiver.eb200;

import io.fieldpost.radio.receiver.eb200.PanoramaSettings.FrequencyScan;
import io.fieldpost.radio.receiver.eb200.PanoramaSettings.IfPanorama;
import io.fieldpost.radio.receiver.eb200.PanoramaSettings.PanoramaScan;
import io.fieldpost.radio.receiver.eb200.PanoramaSettings.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a receiver has to be told, in SCPI. The order matters: a stop frequency first, so that the range is never turned round. */
final class ReceiverCommands {
    /** 16 kHz, one channel of 16 bits: all that a voice has, in a quarter of what the best mode takes. */
    private static final int AUDIO_MODE = 6;

    private ReceiverCommands() {}

    static List<String> of(PanoramaSettings settings) {
        List<String> lines = new ArrayList<>();
        lines.add("abor");
        lines.addAll(task(settings.task()));
        if (settings.attenuationDb() == null) {
            lines.add("inp:att:auto on");
        } else {
            lines.add("inp:att:auto off");
            lines.add("inp:att " + settings.attenuationDb());
        }
        lines.add("sens:det " + settings.detector().scpi);
        lines.add("meas:time " + millis(settings.measureTime()) + " ms");
        return lines;
    }

    private static List<String> task(Task task) {
        if (task instanceof PanoramaScan scan) {
            return List.of(
                    "freq:mode psc",
                    "freq:psc:stop " + scan.stopHz(),
                    "freq:psc:start " + scan.startHz(),
                    "psc:step " + scan.stepHz());
        }
        if (task instanceof FrequencyScan scan) {
            return List.of(
                    "freq:mode swe",
                    "freq:stop " + scan.stopHz(),
                    "freq:start " + scan.startHz(),
                    "swe:step " + scan.stepHz(),
                    "band " + ReceiverRanges.filterFor(scan.stepHz()));
        }
        IfPanorama panorama = (IfPanorama) task;
        List<String> lines = new ArrayList<>(List.of(
                "freq:mode ffm",
                "sens:freq " + panorama.centerHz(),
                "freq:span " + panorama.spanHz(),
                "band " + panorama.filterHz()));
        if (panorama.sound() != null) {
            lines.add("dem:mode " + panorama.sound().scpi);
            lines.add("syst:aud:rem:mode " + AUDIO_MODE);
        }
        return lines;
    }

    /** Ends one task and tells the next. */
    static List<String> change(@Nullable Task from, Task to) {
        List<String> lines = new ArrayList<>();
        lines.add("abor");
        if (from instanceof IfPanorama before && before.sound() != null) {
            lines.add("syst:aud:rem:mode 0");
        }
        lines.addAll(task(to));
        return lines;
    }

    /**
     * What only some receivers know, and what the others do anyway: whether it is understood does not matter. Those that begin with {@code
     * swe} are how the family's manuals name the parts of a frequency scan, which differ by device: without end, upwards, and without a pause
     * at a step or at a signal. With an open squelch sound has no holes, and a scan does not wait at a signal.
     */
    static List<String> optional() {
        return List.of(
                "meas:mode per",
                "swe:dir up",
                "swe:coun inf",
                "swe:dwel 0 ms",
                "swe:hold:time 0 ms",
                "outp:squ off",
                "calc:ifp:aver:type off");
    }

    /** I/Q samples of 16 bits around a frequency. */
    static List<String> samples(long centerHz, long bandwidthHz) {
        return List.of("freq:mode ffm", "sens:freq " + centerHz, "band " + bandwidthHz, "syst:if:rem:mode short");
    }

    private static String millis(Duration time) {
        double millis = time.toNanos() / 1e6;
        return millis == Math.rint(millis) ? Long.toString((long) millis) : String.format(Locale.ROOT, "%.3f", millis);
    }
}
