package io.fieldpost.opcua.history;

import io.fieldpost.opcua.value.Reading;
import java.util.Arrays;
import java.util.Objects;
import org.eclipse.milo.opcua.stack.core.types.builtin.ByteString;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.jspecify.annotations.Nullable;

/**
 * 32 bits that tell values apart which share a source time. The same in each run of the agent, and the same for a number whatever its
 * type: some archives keep everything as Double. Of the status only the severity counts, because a history sets its own lower bits
 * (Part 11, 6.3.2).
 */
final class Fingerprint {
    private static final int OPAQUE = 0x5EED;

    private Fingerprint() {}

    static int of(DataValue value) {
        int severity = (int) (value.statusCode().getValue() >>> 30);
        return 31 * hash(value.value().value()) + severity;
    }

    /** The same of a value that is being told. */
    static int of(Reading reading) {
        int hash = reading.isNumber() ? Double.hashCode(reading.number()) : hash(reading.content());
        return 31 * hash + (reading.status() >>> 30);
    }

    private static int hash(@Nullable Object value) {
        if (value instanceof Number number) {
            return Double.hashCode(number.doubleValue());
        } else if (value instanceof String || value instanceof Boolean) {
            return value.hashCode();
        } else if (value instanceof DateTime time) {
            return Long.hashCode(time.utcTime());
        } else if (value instanceof LocalizedText text) {
            return Objects.hashCode(text.text());
        } else if (value instanceof ByteString bytes) {
            return Arrays.hashCode(bytes.bytesOrEmpty());
        } else if (value instanceof Object[] elements) {
            int hash = 1;
            for (@Nullable Object element : elements) {
                hash = 31 * hash + hash(element);
            }
            return hash;
        }
        return value == null ? 0 : OPAQUE;
    }
}
