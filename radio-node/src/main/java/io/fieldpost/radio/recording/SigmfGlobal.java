package io.fieldpost.radio.recording;

import io.fieldpost.radio.sample.SampleFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What holds for a whole SigMF recording (SigMF 1.2.5, Global Object).
 *
 * @param datatype such as {@code cu8} or {@code ri16_le}
 * @param sampleRateHz samples per second, where it is said
 * @param version of SigMF
 * @param channels interleaved in the data
 * @param offset index of the data's first sample: all indices count from there
 * @param about who made it with what
 * @param dataset the samples' file
 * @param geolocation where it was made
 * @param antenna what was received with
 * @param extensions what it uses beyond the core
 */
public record SigmfGlobal(
        String datatype,
        @Nullable Double sampleRateHz,
        String version,
        long channels,
        long offset,
        SigmfAbout about,
        SigmfDataset dataset,
        @Nullable GeoPoint geolocation,
        @Nullable Antenna antenna,
        List<SigmfExtension> extensions) {
    /** What is written here. */
    public static final String VERSION = "1.2.5";

    static final Pattern DATATYPE = Pattern.compile("[cr](f32|f64|i32|i16|u32|u16|i8|u8)(_le|_be)?");

    private static final Pattern KNOWN_VERSION = Pattern.compile("[01]\\.\\d{1,9}\\.\\d{1,9}");
    private static final double HIGHEST_RATE = 1e12;

    public SigmfGlobal {
        extensions = List.copyOf(extensions);
    }

    /** One channel of complex samples, as a receiver gives them. */
    public static SigmfGlobal of(
            SampleFormat format,
            long sampleRateHz,
            SigmfAbout about,
            @Nullable GeoPoint geolocation,
            @Nullable Antenna antenna) {
        return new SigmfGlobal(
                format.sigmf(),
                (double) sampleRateHz,
                VERSION,
                1,
                0,
                about,
                new SigmfDataset(null, null, 0, false),
                geolocation,
                antenna,
                List.of());
    }

    SigmfGlobal completed(String sha512, List<SigmfExtension> used) {
        SigmfDataset complete =
                new SigmfDataset(dataset.file(), sha512, dataset.trailingBytes(), dataset.metadataOnly());
        return new SigmfGlobal(
                datatype, sampleRateHz, version, channels, offset, about, complete, geolocation, antenna, used);
    }

    static SigmfGlobal read(FieldReader global) throws RecordingException {
        String datatype = global.text("core:datatype", DATATYPE, "a datatype of SigMF");
        String version =
                global.text("core:version", KNOWN_VERSION, "a version of SigMF that is known here, 0.x or 1.x");
        Long channels = global.whole("core:num_channels");
        Long offset = global.whole("core:offset");
        if (channels != null && channels == 0) {
            throw global.refusal("core:num_channels", "is 0");
        }
        List<SigmfExtension> extensions = new ArrayList<>();
        for (FieldReader extension : global.objects("core:extensions")) {
            extensions.add(SigmfExtension.read(extension));
        }
        return new SigmfGlobal(
                global.required("core:datatype", datatype),
                global.number("core:sample_rate", 1, HIGHEST_RATE),
                global.required("core:version", version),
                channels == null ? 1 : channels,
                offset == null ? 0 : offset,
                SigmfAbout.read(global),
                SigmfDataset.read(global),
                GeoPoint.read(global, "core:geolocation"),
                Antenna.read(global),
                extensions);
    }

    void write(JsonText global) {
        global.field("core:datatype", datatype)
                .field("core:sample_rate", sampleRateHz)
                .field("core:version", version)
                .field("core:num_channels", channels == 1 ? null : channels)
                .field("core:offset", offset == 0 ? null : offset);
        dataset.write(global);
        about.write(global);
        if (geolocation != null) {
            geolocation.write(global, "core:geolocation");
        }
        if (antenna != null) {
            antenna.write(global);
        }
        if (!extensions.isEmpty()) {
            global.objects("core:extensions", extensions, (json, extension) -> extension.write(json));
        }
    }
}
