package io.fieldpost.radio.recording;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A remark about a part of a recording (SigMF 1.2.5, Annotations).
 *
 * @param sampleStart index of the first sample that it is about
 * @param sampleCount how many it is about; to the end of the capture without
 * @param lowerHz lower edge of what it is about
 * @param upperHz upper edge of it; neither without the other
 * @param label a word or two
 * @param comment a sentence or two
 * @param generator who made it
 * @param uuid its identity (RFC 4122)
 */
public record SigmfAnnotation(
        long sampleStart,
        @Nullable Long sampleCount,
        @Nullable Double lowerHz,
        @Nullable Double upperHz,
        @Nullable String label,
        @Nullable String comment,
        @Nullable String generator,
        @Nullable String uuid) {
    private static final double MOST_HZ = 1e12;
    private static final Pattern UUID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    public SigmfAnnotation {
        if ((lowerHz == null) != (upperHz == null)) {
            throw new IllegalArgumentException("an annotation has one edge of frequency without the other");
        }
    }

    /** A remark about a stretch of time. */
    public static SigmfAnnotation of(long sampleStart, long sampleCount, String label, String comment) {
        return new SigmfAnnotation(sampleStart, sampleCount, null, null, label, comment, null, null);
    }

    /** The same about a part of the band alone. */
    public SigmfAnnotation between(double lowestHz, double highestHz) {
        return new SigmfAnnotation(sampleStart, sampleCount, lowestHz, highestHz, label, comment, generator, uuid);
    }

    static SigmfAnnotation read(FieldReader annotation) throws RecordingException {
        Double lower = annotation.number("core:freq_lower_edge", -MOST_HZ, MOST_HZ);
        Double upper = annotation.number("core:freq_upper_edge", -MOST_HZ, MOST_HZ);
        if ((lower == null) != (upper == null)) {
            throw annotation.refusal(
                    lower == null ? "core:freq_upper_edge" : "core:freq_lower_edge", "stands without the other edge");
        }
        return new SigmfAnnotation(
                annotation.required("core:sample_start", annotation.whole("core:sample_start")),
                annotation.whole("core:sample_count"),
                lower,
                upper,
                annotation.text("core:label"),
                annotation.text("core:comment"),
                annotation.text("core:generator"),
                annotation.text("core:uuid", UUID, "a UUID"));
    }

    void write(JsonText json) {
        json.field("core:sample_start", sampleStart)
                .field("core:sample_count", sampleCount)
                .field("core:freq_lower_edge", lowerHz)
                .field("core:freq_upper_edge", upperHz)
                .field("core:label", label)
                .field("core:comment", comment)
                .field("core:generator", generator)
                .field("core:uuid", uuid);
    }
}
