package io.fieldpost.opcua;

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import io.fieldpost.driver.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.milo.opcua.stack.core.OpcUaDataType;
import org.eclipse.milo.opcua.stack.core.types.builtin.ByteString;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UByte;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.ULong;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UShort;

/**
 * Values as OPC UA's built-in types (Part 6, 5.1.2), the way back of {@link Values}. What would not arrive as it was meant is refused:
 * servers differ in what they do with a value that is too large or of another type.
 *
 * <table><caption>What takes what</caption>
 * <tr><td>Boolean</td><td>Bool</td></tr>
 * <tr><td>SByte to UInt64</td><td>a whole number within the type's range, also one written as {@code 5.0}</td></tr>
 * <tr><td>Float, Double</td><td>a finite number; a Real is rounded to the nearest Float, an Int must be held exactly</td></tr>
 * <tr><td>String, LocalizedText</td><td>Text</td></tr>
 * <tr><td>DateTime</td><td>Text, ISO 8601 in UTC</td></tr>
 * <tr><td>Guid</td><td>Text</td></tr>
 * <tr><td>ByteString</td><td>Bytes</td></tr>
 * </table>
 */
final class Outgoing {
    private Outgoing() {}

    /**
     * The value as this type.
     *
     * @throws DriverException {@code REFUSED}, with what the type takes
     */
    static Variant of(OpcUaDataType type, Value value) throws DriverException {
        return switch (type) {
            case Boolean -> {
                if (value instanceof Value.Bool flag) {
                    yield Variant.ofBoolean(flag.value());
                }
                throw refused(type, value, "true or false");
            }
            case SByte -> Variant.ofSByte(whole(type, value, 8, true).byteValueExact());
            case Byte ->
                Variant.ofByte(UByte.valueOf(whole(type, value, 8, false).intValueExact()));
            case Int16 -> Variant.ofInt16(whole(type, value, 16, true).shortValueExact());
            case UInt16 ->
                Variant.ofUInt16(UShort.valueOf(whole(type, value, 16, false).intValueExact()));
            case Int32 -> Variant.ofInt32(whole(type, value, 32, true).intValueExact());
            case UInt32 ->
                Variant.ofUInt32(UInteger.valueOf(whole(type, value, 32, false).longValueExact()));
            case Int64 -> Variant.ofInt64(whole(type, value, 64, true).longValueExact());
            case UInt64 -> Variant.ofUInt64(ULong.valueOf(whole(type, value, 64, false)));
            case Float -> Variant.ofFloat((float) real(type, value, Float.MAX_VALUE, 1L << 24));
            case Double -> Variant.ofDouble(real(type, value, Double.MAX_VALUE, 1L << 53));
            case String -> Variant.ofString(text(type, value, "a text"));
            case LocalizedText -> Variant.ofLocalizedText(new LocalizedText(text(type, value, "a text")));
            case DateTime -> Variant.ofDateTime(new DateTime(time(type, value)));
            case Guid -> Variant.ofGuid(guid(type, value));
            case ByteString -> {
                if (value instanceof Value.Bytes bytes) {
                    yield Variant.ofByteString(ByteString.of(bytes.value()));
                }
                throw refused(type, value, "bytes");
            }
            default ->
                throw new DriverException(
                        Reason.REFUSED, "the node holds a " + type + ", which this driver can't write");
        };
    }

    private static BigInteger whole(OpcUaDataType type, Value value, int bits, boolean signed) throws DriverException {
        BigInteger least = signed ? BigInteger.TWO.pow(bits - 1).negate() : BigInteger.ZERO;
        BigInteger most = BigInteger.TWO.pow(signed ? bits - 1 : bits).subtract(BigInteger.ONE);
        String wanted = "a whole number from " + least + " to " + most;
        BigInteger number;
        if (value instanceof Value.Int given) {
            number = BigInteger.valueOf(given.value());
        } else if (value instanceof Value.Real given && given.value() == Math.rint(given.value()) && isFinite(given)) {
            number = new BigDecimal(given.value()).toBigIntegerExact();
        } else {
            throw refused(type, value, wanted);
        }
        if (number.compareTo(least) < 0 || number.compareTo(most) > 0) {
            throw refused(type, value, wanted);
        }
        return number;
    }

    private static boolean isFinite(Value.Real real) {
        return Double.isFinite(real.value());
    }

    private static double real(OpcUaDataType type, Value value, double most, long exact) throws DriverException {
        if (value instanceof Value.Int whole) {
            if (whole.value() >= -exact && whole.value() <= exact) {
                return whole.value();
            }
            throw refused(type, value, "a whole number only up to " + exact + ", which it holds exactly");
        }
        if (value instanceof Value.Real real && Math.abs(real.value()) <= most) {
            return real.value();
        }
        throw refused(type, value, "a number up to " + most);
    }

    private static String text(OpcUaDataType type, Value value, String wanted) throws DriverException {
        if (value instanceof Value.Text text) {
            return text.value();
        }
        throw refused(type, value, wanted);
    }

    private static Instant time(OpcUaDataType type, Value value) throws DriverException {
        String wanted = "a time in UTC such as 2026-05-01T06:30:00Z";
        try {
            return Instant.parse(text(type, value, wanted));
        } catch (DateTimeException e) {
            throw refused(type, value, wanted);
        }
    }

    private static UUID guid(OpcUaDataType type, Value value) throws DriverException {
        String wanted = "a GUID such as 09087e75-8e5e-499b-954f-f2a9603db28a";
        try {
            return UUID.fromString(text(type, value, wanted));
        } catch (IllegalArgumentException e) {
            throw refused(type, value, wanted);
        }
    }

    private static DriverException refused(OpcUaDataType type, Value value, String wanted) {
        return new DriverException(
                Reason.REFUSED, shown(value) + " does not fit: the node holds a " + type + ", which takes " + wanted);
    }

    private static String shown(Value value) {
        if (value instanceof Value.Int whole) {
            return Long.toString(whole.value());
        } else if (value instanceof Value.Real real) {
            return Double.toString(real.value());
        } else if (value instanceof Value.Bool flag) {
            return Boolean.toString(flag.value());
        }
        return value instanceof Value.Text text && text.value().length() <= 40 ? "'" + text.value() + "'" : "the value";
    }
}
