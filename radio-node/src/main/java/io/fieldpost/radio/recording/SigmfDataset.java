package io.fieldpost.radio.recording;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The file that the samples are in.
 *
 * @param file its name where it is not the metadata's with {@code .sigmf-data}: a name, never a path
 * @param sha512 of the whole file, 128 hexadecimal digits
 * @param trailingBytes at its end that are no samples
 * @param metadataOnly whether it was left out on purpose
 */
public record SigmfDataset(@Nullable String file, @Nullable String sha512, long trailingBytes, boolean metadataOnly) {
    private static final Pattern NAME = Pattern.compile("[^/\\\\:*?\"<>|\\p{Cntrl}]{1,255}");
    private static final Pattern HASH = Pattern.compile("[0-9a-fA-F]{128}");

    static SigmfDataset read(FieldReader global) throws RecordingException {
        Long trailing = global.whole("core:trailing_bytes");
        String file = global.text("core:dataset", NAME, "a file's name without a path");
        if (".".equals(file) || "..".equals(file)) {
            throw global.refusal("core:dataset", "is a folder and not a file's name: '" + file + "'");
        }
        return new SigmfDataset(
                file,
                global.text("core:sha512", HASH, "128 hexadecimal digits"),
                trailing == null ? 0 : trailing,
                Boolean.TRUE.equals(global.truth("core:metadata_only")));
    }

    void write(JsonText global) {
        global.field("core:dataset", file)
                .field("core:sha512", sha512)
                .field("core:trailing_bytes", trailingBytes == 0 ? null : trailingBytes)
                .field("core:metadata_only", metadataOnly ? Boolean.TRUE : null);
    }
}
