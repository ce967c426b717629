package io.fieldpost.driver.transfer;

import io.fieldpost.driver.Value;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * A file that is to reach the centre.
 *
 * @param transfer names this transfer for ever, within its source: letters, digits, {@code -} and {@code _}, at most 64
 * @param path where it lies; it must not change until it was sent
 * @param name what it is called at the centre, such as {@code fm-band-98.5MHz.sigmf-data}
 * @param mediaType such as {@code application/octet-stream}
 * @param metadata what it is, at most 64 fields that are texts, numbers, true or false; travels behind its last byte
 */
public record OutgoingFile(String transfer, Path path, String name, String mediaType, Value.Record metadata) {
    private static final Pattern TRANSFER = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final int MOST_FIELDS = 64;
    private static final int LONGEST_NAME = 200;

    public OutgoingFile {
        if (!TRANSFER.matcher(transfer).matches()) {
            throw new IllegalArgumentException("not the name of a transfer: " + transfer);
        }
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            throw new IllegalArgumentException("a file's name has 1 to " + LONGEST_NAME + " characters: " + name);
        }
        if (metadata.fields().size() > MOST_FIELDS) {
            throw new IllegalArgumentException(
                    "the metadata of " + transfer + " has more than " + MOST_FIELDS + " fields");
        }
        metadata.fields().forEach((field, value) -> {
            boolean plain = value instanceof Value.Text
                    || value instanceof Value.Int
                    || value instanceof Value.Real
                    || value instanceof Value.Bool;
            if (!plain) {
                throw new IllegalArgumentException("the metadata of " + transfer + " has no plain value in " + field);
            }
        });
    }
}
