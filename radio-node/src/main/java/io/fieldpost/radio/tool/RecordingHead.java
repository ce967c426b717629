package io.fieldpost.radio.tool;

import io.fieldpost.radio.recording.RecordedSamples;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What is said of a recording before its emissions. */
final class RecordingHead {
    private RecordingHead() {}

    /** For programs. */
    static Map<String, String> fields(RecordingFacts facts) {
        RecordedSamples recorded = facts.recorded();
        SampleFacts samples = facts.samples();
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("file", String.valueOf(recorded.data()));
        fields.put("format", format(recorded));
        fields.put("sample_rate", Long.toString(recorded.sampleRateHz()));
        recorded.centerHz().ifPresent(center -> fields.put("center_hz", Long.toString(center)));
        recorded.start().ifPresent(start -> fields.put("start", start.toString()));
        fields.put("samples", Long.toString(samples.samples()));
        fields.put("duration_s", Figures.fixed(recorded.seconds(), 4));
        fields.put("rms_dbfs", Figures.one(samples.rmsDbfs()));
        fields.put("peak_dbfs", Figures.one(samples.peakDbfs()));
        fields.put("clipped_fraction", Figures.fixed(samples.clippedFraction(), 7));
        fields.put("dc_i", Figures.fixed(samples.offsetI(), 5));
        fields.put("dc_q", Figures.fixed(samples.offsetQ(), 5));
        fields.put("noise_dbfs_per_hz", Figures.one(facts.noiseDbfsPerHz()));
        fields.put("resolution_hz", Figures.one(facts.shape().stepHz()));
        fields.put("row_s", Figures.fixed(facts.shape().seconds(), 6));
        return fields;
    }

    private static String format(RecordedSamples recorded) {
        return recorded.format().name().toLowerCase(Locale.ROOT);
    }

    /** For a person. */
    static List<String> lines(RecordingFacts facts) {
        RecordedSamples recorded = facts.recorded();
        SampleFacts samples = facts.samples();
        List<String> lines = new ArrayList<>();
        String center = recorded.centerHz().isPresent()
                ? Figures.hertz(recorded.centerHz().getAsLong())
                : "not known: frequencies are offsets";
        lines.add("file       " + recorded.data());
        lines.add("samples    " + samples.samples() + " of " + format(recorded) + " at "
                + Figures.hertz(recorded.sampleRateHz()) + ", " + Figures.fixed(recorded.seconds(), 4) + " s");
        lines.add("centre     " + center);
        recorded.start().ifPresent(start -> lines.add("start      " + start));
        lines.add("level      rms " + Figures.one(samples.rmsDbfs()) + " dBFS, peak " + Figures.one(samples.peakDbfs())
                + " dBFS, " + Figures.percent(samples.clippedFraction()) + " clipped");
        lines.add("DC offset  I " + Figures.fixed(samples.offsetI(), 4) + ", Q " + Figures.fixed(samples.offsetQ(), 4)
                + " of full scale");
        lines.add("noise      " + Figures.one(facts.noiseDbfsPerHz()) + " dBFS/Hz");
        lines.add("looked at  every " + Figures.fixed(1e3 * facts.shape().seconds(), 2) + " ms in steps of "
                + Figures.hertz(facts.shape().stepHz()));
        return lines;
    }
}
