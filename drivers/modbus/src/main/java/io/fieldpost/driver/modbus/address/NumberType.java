package io.fieldpost.driver.modbus.address;

import java.util.Locale;

/** How the bits of one to four registers are a number. */
enum NumberType {
    INT16(1, Kind.SIGNED),
    UINT16(1, Kind.UNSIGNED),
    INT32(2, Kind.SIGNED),
    UINT32(2, Kind.UNSIGNED),
    INT64(4, Kind.SIGNED),
    UINT64(4, Kind.UNSIGNED),
    /** IEEE 754 binary32. */
    FLOAT32(2, Kind.FLOAT),
    /** IEEE 754 binary64. */
    FLOAT64(4, Kind.FLOAT),
    /** Four decimal digits, one in each half of a byte. */
    BCD16(1, Kind.DECIMAL),
    /** Eight decimal digits. */
    BCD32(2, Kind.DECIMAL),
    /** Sixteen decimal digits. */
    BCD64(4, Kind.DECIMAL);

    enum Kind {
        SIGNED,
        UNSIGNED,
        FLOAT,
        DECIMAL
    }

    private final int registers;
    private final Kind kind;

    NumberType(int registers, Kind kind) {
        this.registers = registers;
        this.kind = kind;
    }

    int registers() {
        return registers;
    }

    Kind kind() {
        return kind;
    }

    /** As it stands in an address: {@code float32}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
