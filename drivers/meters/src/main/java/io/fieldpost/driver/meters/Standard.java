package io.fieldpost.driver.meters;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a meter speaks, by its name in addresses: the envelope, the function codes, and how long identifiers are. */
enum Standard {
    DLT645_2007("dlt645", Framing.DLT645, 4, 0x11),
    DLT645_1997("dlt645-1997", Framing.DLT645, 2, 0x01),
    CJT188("cjt188", Framing.CJT188, 2, 0x01),
    /** Meters that put the high byte of the identifier first, against the standard. */
    CJT188_HIGH_FIRST("cjt188-high-first", Framing.CJT188, 2, 0x01);

    private final String inAddress;
    private final Framing framing;
    private final int identifierLength;
    private final int read;

    Standard(String inAddress, Framing framing, int identifierLength, int read) {
        this.inAddress = inAddress;
        this.framing = framing;
        this.identifierLength = identifierLength;
        this.read = read;
    }

    static Optional<Standard> named(String name) {
        return Arrays.stream(values())
                .filter(standard -> standard.inAddress.equals(name))
                .findFirst();
    }

    static List<String> names() {
        return Arrays.stream(values()).map(Standard::toString).toList();
    }

    Framing framing() {
        return framing;
    }

    /** Digits of an identifier as people write it, high byte first. */
    int identifierDigits() {
        return 2 * identifierLength;
    }

    /** The identifier as it goes over the wire. */
    byte[] onTheWire(String identifier) {
        byte[] bytes = Hex.lowFirst(identifier);
        if (this == CJT188_HIGH_FIRST) {
            byte first = bytes[0];
            bytes[0] = bytes[1];
            bytes[1] = first;
        }
        return bytes;
    }

    /** Function code of a reading. */
    int read() {
        return read;
    }

    /** Function code that asks for the next frame of an answer; of DL/T 645 alone. */
    int readNext() {
        return read + 1;
    }

    /** Whether requests and answers carry a serial number behind the identifier (CJ/T 188: SER). */
    boolean hasSerial() {
        return framing == Framing.CJT188;
    }

    /** Whether follow-on frames are numbered: DL/T 645-2007 does, 1997 does not. */
    boolean numbersFrames() {
        return this == DLT645_2007;
    }

    @Override
    public String toString() {
        return inAddress;
    }
}
