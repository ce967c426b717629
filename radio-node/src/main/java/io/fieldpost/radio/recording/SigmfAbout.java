package io.fieldpost.radio.recording;

import org.jspecify.annotations.Nullable;

/**
 * Who made a recording with what; each is free text, except as noted.
 *
 * @param author person or station
 * @param description of what is in it
 * @param recorder the software
 * @param hw the hardware
 * @param license address of the licence's text, a URI
 * @param collection base name of the collection that it belongs to
 * @param dataDoi the data's registered DOI
 * @param metaDoi the metadata's registered DOI
 */
public record SigmfAbout(
        @Nullable String author,
        @Nullable String description,
        @Nullable String recorder,
        @Nullable String hw,
        @Nullable String license,
        @Nullable String collection,
        @Nullable String dataDoi,
        @Nullable String metaDoi) {
    /** What a receiver of ours knows. */
    public static SigmfAbout of(
            String recorder, @Nullable String hw, @Nullable String author, @Nullable String description) {
        return new SigmfAbout(author, description, recorder, hw, null, null, null, null);
    }

    /** The same with another description. */
    public SigmfAbout withDescription(String text) {
        return new SigmfAbout(author, text, recorder, hw, license, collection, dataDoi, metaDoi);
    }

    static SigmfAbout read(FieldReader global) throws RecordingException {
        return new SigmfAbout(
                global.text("core:author"),
                global.text("core:description"),
                global.text("core:recorder"),
                global.text("core:hw"),
                global.text("core:license"),
                global.text("core:collection"),
                global.text("core:data_doi"),
                global.text("core:meta_doi"));
    }

    void write(JsonText global) {
        global.field("core:author", author)
                .field("core:description", description)
                .field("core:recorder", recorder)
                .field("core:hw", hw)
                .field("core:license", license)
                .field("core:collection", collection)
                .field("core:data_doi", dataDoi)
                .field("core:meta_doi", metaDoi);
    }
}
