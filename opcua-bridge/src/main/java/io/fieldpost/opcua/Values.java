package io.fieldpost.opcua;

import io.fieldpost.driver.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.eclipse.milo.opcua.stack.core.types.builtin.ByteString;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExpandedNodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.XmlElement;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UByte;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.ULong;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UNumber;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UShort;
import org.jspecify.annotations.Nullable;

/**
 * OPC UA's built-in types (Part 6, 5.1.2) as values.
 *
 * <table><caption>What becomes what</caption>
 * <tr><td>Boolean</td><td>Bool</td></tr>
 * <tr><td>SByte to UInt64, enumerations, StatusCode</td><td>Int; a UInt64 of 2⁶³ and above becomes the nearest Real</td></tr>
 * <tr><td>Float, Double</td><td>Real; a Float as the number that it is, not as the shortest text that reads back as it</td></tr>
 * <tr><td>String, LocalizedText, QualifiedName, XmlElement, Guid, NodeId</td><td>Text</td></tr>
 * <tr><td>DateTime</td><td>Text, ISO 8601 in UTC</td></tr>
 * <tr><td>ByteString</td><td>Bytes</td></tr>
 * <tr><td>array of Float, SByte, Byte, Int16, UInt16</td><td>Series at 0, 1, 2 …: binary32 holds each of these exactly</td></tr>
 * <tr><td>any other array of these types</td><td>Record with fields {@code 0}, {@code 1} …, nothing rounded</td></tr>
 * </table>
 *
 * Structures, matrices, nested Variants and arrays of more than {@value #LONGEST_RECORD} fields have no value here yet.
 */
final class Values {
    /** Longest array that becomes a Record. */
    static final int LONGEST_RECORD = 10_000;

    private static final Value.Absent ABSENT = new Value.Absent();
    private static final Value.Bool TRUE = new Value.Bool(true);
    private static final Value.Bool FALSE = new Value.Bool(false);
    private static final Value.Record NO_CONDITIONS = new Value.Record(Map.of());

    private Values() {}

    /**
     * The value of what Milo decoded.
     *
     * @param decoded the content of a Variant
     * @return {@link Value.Absent} for nothing, {@code null} for a type that is not supported
     */
    static @Nullable Value of(@Nullable Object decoded) {
        if (decoded == null) {
            return ABSENT;
        }
        if (decoded instanceof Double || decoded instanceof Float) {
            return new Value.Real(((Number) decoded).doubleValue());
        }
        if (decoded instanceof Boolean bool) {
            return bool ? TRUE : FALSE;
        }
        if (decoded instanceof ULong big && big.longValue() < 0) {
            return new Value.Real(big.doubleValue());
        }
        if (decoded instanceof Number number && isWhole(number)) {
            return new Value.Int(number.longValue());
        }
        if (decoded.getClass().isArray()) {
            return array((Object[]) decoded);
        }
        return textOrBytes(decoded);
    }

    private static boolean isWhole(Number number) {
        return number instanceof Integer
                || number instanceof Long
                || number instanceof Short
                || number instanceof Byte
                || number instanceof UNumber;
    }

    private static @Nullable Value textOrBytes(Object decoded) {
        if (decoded instanceof StatusCode status) {
            return new Value.Int(status.getValue());
        }
        if (decoded instanceof ByteString bytes) {
            return bytes.isNull() ? ABSENT : new Value.Bytes(bytes.bytesOrEmpty());
        }
        if (decoded instanceof LocalizedText localized) {
            return text(localized.text());
        }
        if (decoded instanceof QualifiedName name) {
            return text(name.name());
        }
        if (decoded instanceof XmlElement xml) {
            return text(xml.fragment());
        }
        if (decoded instanceof DateTime time) {
            return time.isNull() ? ABSENT : text(time.getJavaInstant().toString());
        }
        if (decoded instanceof NodeId node) {
            return text(node.toParseableString());
        }
        if (decoded instanceof ExpandedNodeId node) {
            return text(node.toParseableString());
        }
        return decoded instanceof String || decoded instanceof UUID ? text(decoded.toString()) : null;
    }

    private static Value text(@Nullable String text) {
        return text == null ? ABSENT : new Value.Text(text);
    }

    private static @Nullable Value array(Object[] elements) {
        Class<?> type = elements.getClass().getComponentType();
        if (type == Float.class
                || type == Byte.class
                || type == UByte.class
                || type == Short.class
                || type == UShort.class) {
            return series(elements);
        }
        return elements.length > LONGEST_RECORD ? null : record(elements);
    }

    private static Value series(Object[] numbers) {
        float[] values = new float[numbers.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = ((Number) numbers[i]).floatValue();
        }
        return new Value.Series(0, 1, "1", values, NO_CONDITIONS);
    }

    private static @Nullable Value record(Object[] elements) {
        Map<String, Value> fields = new LinkedHashMap<>(elements.length * 2);
        for (int i = 0; i < elements.length; i++) {
            Object element = elements[i];
            Value value = element != null && element.getClass().isArray() ? null : of(element);
            if (value == null) {
                return null;
            }
            fields.put(Integer.toString(i), value);
        }
        return new Value.Record(fields);
    }
}
