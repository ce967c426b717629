package io.fieldpost.driver.plc4x;

import io.fieldpost.driver.Value;
import java.math.BigInteger;
import org.apache.plc4x.java.api.types.PlcValueType;

/** Values as what a tag's type holds, unchanged or not at all: PLC4X itself would cut, round and wrap. */
final class WriteValues {
    /** 2^53: beyond it a whole number may not be a real one of 64 bits; 2^24 for 32 bits. */
    private static final long MOST_WHOLE_LREAL = 1L << 53;

    private static final long MOST_WHOLE_REAL = 1L << 24;

    private WriteValues() {}

    /**
     * The Java object that PLC4X takes for a tag of a type.
     *
     * @throws UnfitException when the value would not arrive as it was meant
     */
    static Object of(PlcValueType type, Value value) throws UnfitException {
        return switch (type) {
            case BOOL -> bool(value);
            case SINT -> (byte) whole(type, value, Byte.SIZE, true).intValue();
            case INT -> (short) whole(type, value, Short.SIZE, true).intValue();
            case DINT -> whole(type, value, Integer.SIZE, true).intValue();
            case LINT -> whole(type, value, Long.SIZE, true).longValue();
            case USINT, BYTE -> (short) whole(type, value, Byte.SIZE, false).intValue();
            case UINT, WORD -> whole(type, value, Short.SIZE, false).intValue();
            case UDINT, DWORD -> whole(type, value, Integer.SIZE, false).longValue();
            case ULINT, LWORD -> whole(type, value, Long.SIZE, false);
            case REAL -> real(value);
            case LREAL -> longReal(value);
            case CHAR -> character(value, 0xFF);
            case WCHAR -> character(value, 0xFFFF);
            case STRING -> latin(value);
            case WSTRING -> text(value);
            default -> throw new UnfitException("values of type " + type + " can only be read");
        };
    }

    private static Boolean bool(Value value) throws UnfitException {
        if (value instanceof Value.Bool bool) {
            return bool.value();
        }
        throw new UnfitException("a BOOL is true or false");
    }

    private static BigInteger whole(PlcValueType type, Value value, int bits, boolean signed) throws UnfitException {
        BigInteger number;
        if (value instanceof Value.Int whole) {
            number = BigInteger.valueOf(whole.value());
        } else if (value instanceof Value.Real real
                && real.value() == Math.rint(real.value())
                && Math.abs(real.value()) <= MOST_WHOLE_LREAL) {
            number = BigInteger.valueOf((long) real.value());
        } else if (value instanceof Value.Text text && text.value().matches("[0-9]{19,20}")) {
            // How an unsigned number beyond 63 bits is read.
            number = new BigInteger(text.value());
        } else {
            throw new UnfitException(type + " is a whole number");
        }
        boolean fits = signed ? number.bitLength() < bits : number.signum() >= 0 && number.bitLength() <= bits;
        if (!fits) {
            throw new UnfitException(number + " does not fit into " + type);
        }
        return number;
    }

    private static Float real(Value value) throws UnfitException {
        if (value instanceof Value.Int whole && Math.abs(whole.value()) <= MOST_WHOLE_REAL) {
            return (float) whole.value();
        }
        if (value instanceof Value.Real real && Float.isFinite((float) real.value())) {
            return (float) real.value();
        }
        throw new UnfitException("a REAL is a number of 32 bits, finite");
    }

    private static Double longReal(Value value) throws UnfitException {
        if (value instanceof Value.Int whole && Math.abs(whole.value()) <= MOST_WHOLE_LREAL) {
            return (double) whole.value();
        }
        if (value instanceof Value.Real real && Double.isFinite(real.value())) {
            return real.value();
        }
        throw new UnfitException("an LREAL is a number of 64 bits, finite");
    }

    private static String character(Value value, int highest) throws UnfitException {
        String text = text(value);
        if (text.length() != 1 || text.charAt(0) > highest) {
            throw new UnfitException("it holds one character, up to U+"
                    + Integer.toHexString(highest).toUpperCase(java.util.Locale.ROOT));
        }
        return text;
    }

    private static String latin(Value value) throws UnfitException {
        String text = text(value);
        if (text.chars().anyMatch(each -> each > 0x7F)) {
            throw new UnfitException("a STRING holds ASCII; use a WSTRING for other scripts");
        }
        return text;
    }

    private static String text(Value value) throws UnfitException {
        if (value instanceof Value.Text text) {
            return text.value();
        }
        throw new UnfitException("it holds text");
    }
}
