package io.fieldpost.agent.centre;

import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Value;
import io.fieldpost.driver.ValueType;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One piece of a file, as {@link io.fieldpost.driver.transfer.FileSender} describes it.
 *
 * @param data empty in the last one
 * @param sha512 hexadecimal; empty in all but the last one
 * @param failed why the file can't be sent; mostly empty
 */
record FileChunk(
        String source,
        String transfer,
        String name,
        long offset,
        long size,
        byte[] data,
        String sha512,
        Value.Record metadata,
        String failed) {
    /** No gateway has a larger one. */
    static final long MOST_BYTES = 64L << 30;

    private static final int LONGEST_TEXT = 1_000;
    private static final Pattern TRANSFER = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Pattern SHA_512 = Pattern.compile("[0-9a-f]{128}");

    /** The piece that a measurement is; nothing when it is none, or one that can't be. */
    static Optional<FileChunk> of(Measurement measurement) {
        if (measurement.point().type() != ValueType.FILE || !(measurement.value() instanceof Value.Record record)) {
            return Optional.empty();
        }
        Map<String, Value> fields = record.fields();
        FileChunk chunk = new FileChunk(
                measurement.point().source(),
                text(fields.get("transfer")),
                text(fields.get("name")),
                whole(fields.get("offset")),
                whole(fields.get("size")),
                fields.get("data") instanceof Value.Bytes bytes ? bytes.value() : new byte[0],
                text(fields.get("sha512")),
                fields.get("metadata") instanceof Value.Record metadata ? metadata : new Value.Record(Map.of()),
                text(fields.get("failed")));
        return chunk.canBe() ? Optional.of(chunk) : Optional.empty();
    }

    private boolean canBe() {
        boolean says = data.length > 0 || SHA_512.matcher(sha512).matches() || !failed.isEmpty();
        return says
                && TRANSFER.matcher(transfer).matches()
                && size >= 0
                && size <= MOST_BYTES
                && offset >= 0
                && offset <= size - data.length;
    }

    private static String text(@Nullable Value value) {
        String text = value instanceof Value.Text told ? told.value() : "";
        return text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text;
    }

    private static long whole(@Nullable Value value) {
        return value instanceof Value.Int number ? number.value() : -1;
    }
}
