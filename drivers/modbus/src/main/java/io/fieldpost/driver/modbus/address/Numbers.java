package io.fieldpost.driver.modbus.address;

/** Bits, bytes and decimal digits of whole numbers. */
final class Numbers {
    private Numbers() {}

    /** Up to eight bytes, most significant first; without a sign. */
    static long bits(byte[] bytes) {
        long bits = 0;
        for (byte each : bytes) {
            bits = bits << 8 | (each & 0xFF);
        }
        return bits;
    }

    /** The lowest bits as bytes, most significant first. */
    static byte[] bytes(long bits, int registers) {
        byte[] bytes = new byte[2 * registers];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (bits >> (8 * (bytes.length - 1 - i)));
        }
        return bytes;
    }

    /** Whether every half byte is a digit. */
    static boolean isDecimal(long bits) {
        for (int shift = 0; shift < 64; shift += 4) {
            if ((bits >>> shift & 0xF) > 9) {
                return false;
            }
        }
        return true;
    }

    static long fromDecimal(long bits) {
        long number = 0;
        for (int shift = 60; shift >= 0; shift -= 4) {
            number = 10 * number + (bits >>> shift & 0xF);
        }
        return number;
    }

    static long toDecimal(long number) {
        long bits = 0;
        long left = number;
        for (int shift = 0; shift < 64; shift += 4) {
            bits |= left % 10 << shift;
            left /= 10;
        }
        return bits;
    }

    static long least(NumberType type) {
        return type.kind() == NumberType.Kind.SIGNED ? Long.MIN_VALUE >> (64 - 16 * type.registers()) : 0;
    }

    /** As far as a {@code long} reaches. */
    static long greatest(NumberType type) {
        int bits = 16 * type.registers();
        return switch (type.kind()) {
            case SIGNED -> Long.MAX_VALUE >> (64 - bits);
            case UNSIGNED -> bits == 64 ? Long.MAX_VALUE : (1L << bits) - 1;
            case DECIMAL -> tenToThe(bits / 4) - 1;
            case FLOAT -> throw new IllegalArgumentException(type + " is not a whole number");
        };
    }

    private static long tenToThe(int power) {
        long result = 1;
        for (int i = 0; i < power; i++) {
            result *= 10;
        }
        return result;
    }
}
