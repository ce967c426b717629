package io.fieldpost.radio.recording;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a {@code .sigmf-meta} file says (SigMF 1.2.5). Fields of namespaces that are not known here are passed over.
 *
 * @param global what holds for all of it
 * @param captures in order of their first sample
 * @param annotations in order of their first sample
 */
public record SigmfMetadata(SigmfGlobal global, List<SigmfCapture> captures, List<SigmfAnnotation> annotations) {
    static final String META = ".sigmf-meta";
    static final String DATA = ".sigmf-data";

    /** The largest text that is read: 16 MiB. */
    private static final int MOST_BYTES = 16 << 20;

    private static final Set<String> SCOPES = Set.of("global", "captures", "annotations");

    public SigmfMetadata {
        captures = List.copyOf(captures);
        annotations = List.copyOf(annotations);
    }

    /**
     * Reads a file.
     *
     * @throws RecordingException for what SigMF does not allow, with line and column
     */
    public static SigmfMetadata read(Path file) throws IOException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MOST_BYTES + 1);
        }
        try {
            return read(bytes);
        } catch (RecordingException e) {
            throw new RecordingException("sigmf metadata can't be used, " + e.getMessage() + ": " + file, e);
        }
    }

    static SigmfMetadata read(byte[] utf8) throws RecordingException {
        if (utf8.length > MOST_BYTES) {
            throw new RecordingException("the text is larger than 16 MiB");
        }
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new RecordingException("the text is not UTF-8", e);
        }
        return read(JsonReader.read(text));
    }

    private static SigmfMetadata read(JsonValue json) throws RecordingException {
        FieldReader root = FieldReader.of(json, "");
        for (String name : root.fields().values().keySet()) {
            if (!SCOPES.contains(name)) {
                throw root.refusal(name, "is neither global, captures nor annotations");
            }
        }
        for (String scope : SCOPES) {
            root.required(scope, root.fields().values().get(scope));
        }
        FieldReader fields = root.object("global");
        SigmfGlobal global = SigmfGlobal.read(root.required("global", fields));
        List<SigmfCapture> captures = new ArrayList<>();
        long previous = 0;
        for (FieldReader capture : root.objects("captures")) {
            captures.add(SigmfCapture.read(capture));
            previous =
                    ordered(capture, previous, captures.get(captures.size() - 1).sampleStart());
        }
        List<SigmfAnnotation> annotations = new ArrayList<>();
        previous = 0;
        for (FieldReader annotation : root.objects("annotations")) {
            annotations.add(SigmfAnnotation.read(annotation));
            previous = ordered(
                    annotation,
                    previous,
                    annotations.get(annotations.size() - 1).sampleStart());
        }
        return new SigmfMetadata(global, captures, annotations);
    }

    private static long ordered(FieldReader item, long previous, long start) throws RecordingException {
        if (start < previous) {
            throw item.refusal("core:sample_start", "is not in order: " + start + " comes after " + previous);
        }
        return start;
    }

    /**
     * The text of a metadata file.
     *
     * @param samples in the data
     * @param dataFile the data's name
     */
    String text(long samples, String dataFile) {
        double rate = global.sampleRateHz() == null ? 1 : global.sampleRateHz();
        return JsonText.of(json -> json.object("global", global::write)
                .objects(
                        "captures",
                        captures,
                        (item, capture) -> capture.write(item, samplesOf(capture, samples), rate, dataFile))
                .objects("annotations", annotations, (item, annotation) -> annotation.write(item)));
    }

    /** From its first sample to the next capture's. */
    private long samplesOf(SigmfCapture capture, long samples) {
        int next = captures.indexOf(capture) + 1;
        return (next < captures.size() ? captures.get(next).sampleStart() : samples) - capture.sampleStart();
    }
}
