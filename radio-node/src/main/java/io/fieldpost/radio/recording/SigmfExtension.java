package io.fieldpost.radio.recording;

/**
 * A namespace beyond {@code core:} that a recording uses.
 *
 * @param name of the namespace
 * @param version of its specification
 * @param optional whether the recording can be understood without it
 */
public record SigmfExtension(String name, String version, boolean optional) {
    static SigmfExtension read(FieldReader fields) throws RecordingException {
        return new SigmfExtension(
                fields.required("name", fields.text("name")),
                fields.required("version", fields.text("version")),
                fields.required("optional", fields.truth("optional")));
    }

    void write(JsonText json) {
        json.field("name", name).field("version", version).field("optional", optional);
    }
}
