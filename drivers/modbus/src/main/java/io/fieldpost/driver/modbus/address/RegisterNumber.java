package io.fieldpost.driver.modbus.address;

import io.fieldpost.driver.Value;
import org.jspecify.annotations.Nullable;

/**
 * A number in one to four registers. A whole number without a scale is told as {@link Value.Int}, everything else as {@link Value.Real}.
 *
 * @param scale what the raw number is multiplied by; null for none
 */
record RegisterNumber(
        NumberType type, ByteOrder order, @Nullable Scale scale) implements Content {
    @Override
    public int width() {
        return type.registers();
    }

    @Override
    public Value decode(byte[] bytes, int from) {
        long bits = Numbers.bits(order.reordered(bytes, from, width()));
        return switch (type.kind()) {
            case SIGNED -> whole(bits << (64 - 16 * width()) >> (64 - 16 * width()));
            // Beyond 63 bits there is no Value.Int; meters fill such a register with ones to say that they have
            // nothing.
            case UNSIGNED -> bits < 0 ? new Value.Absent() : whole(bits);
            case FLOAT ->
                real(type == NumberType.FLOAT32 ? Float.intBitsToFloat((int) bits) : Double.longBitsToDouble(bits));
            case DECIMAL -> Numbers.isDecimal(bits) ? whole(Numbers.fromDecimal(bits)) : new Value.Absent();
        };
    }

    private Value whole(long raw) {
        return scale == null ? new Value.Int(raw) : new Value.Real(scale.apply((double) raw));
    }

    /** Not-a-number and the infinities are how meters say that they have no value. */
    private Value real(double raw) {
        double value = scale == null ? raw : scale.apply(raw);
        return Double.isFinite(value) ? new Value.Real(value) : new Value.Absent();
    }

    @Override
    public byte[] encode(Value value, byte[] before) throws UnfitException {
        long bits = type.kind() == NumberType.Kind.FLOAT ? floatBits(raw(value), value) : wholeBits(value);
        return order.reordered(Numbers.bytes(bits, width()), 0, width());
    }

    private long floatBits(double raw, Value value) throws UnfitException {
        if (type == NumberType.FLOAT64) {
            return Double.doubleToRawLongBits(raw);
        }
        float narrow = (float) raw;
        if (Float.isInfinite(narrow)) {
            throw new UnfitException(value + " is beyond what " + type + " can hold");
        }
        return Float.floatToRawIntBits(narrow);
    }

    private long wholeBits(Value value) throws UnfitException {
        long raw = value instanceof Value.Int whole && scale == null ? whole.value() : wholeRaw(value);
        if (raw < Numbers.least(type) || raw > Numbers.greatest(type)) {
            throw new UnfitException(value + " is the raw number " + raw + "; " + type + " holds " + Numbers.least(type)
                    + " to " + Numbers.greatest(type));
        }
        return type.kind() == NumberType.Kind.DECIMAL ? Numbers.toDecimal(raw) : raw;
    }

    private long wholeRaw(Value value) throws UnfitException {
        double raw = raw(value);
        if (raw != Math.rint(raw)) {
            throw new UnfitException(value + " is the raw number " + raw + "; " + type + " holds whole numbers");
        }
        // From 2^63 on a cast would give the nearest long and not the number.
        if (Math.abs(raw) >= 0x1p63) {
            throw new UnfitException(value + " is beyond what " + type + " can hold");
        }
        return (long) raw;
    }

    private double raw(Value value) throws UnfitException {
        double number;
        if (value instanceof Value.Int whole) {
            number = whole.value();
        } else if (value instanceof Value.Real real && Double.isFinite(real.value())) {
            number = real.value();
        } else {
            throw new UnfitException("a number is wanted, not " + value);
        }
        return scale == null ? number : scale.invert(number);
    }
}
