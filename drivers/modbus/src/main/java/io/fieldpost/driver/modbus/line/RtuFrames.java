package io.fieldpost.driver.modbus.line;

import com.digitalpetri.modbus.Crc16;

/**
 * What an RTU line has brought since the last request, searched for the answer to it (Modbus over serial line 1.02, 2.5.1). A frame has no
 * mark at its beginning, and its length follows from what was asked; so the answer is looked for at every place, which passes noise before it.
 */
final class RtuFrames {
    /** Two of the longest frames, so that noise can't grow without end. */
    private static final int ROOM = 512;

    private static final int EXCEPTION_LENGTH = 5;
    private static final int SHORTEST = 4;

    private final byte[] bytes = new byte[ROOM];
    private int length;

    /** What was sent, and so what the answer looks like. */
    record Expected(int unit, int function, int length) {
        /**
         * The answer to a request.
         *
         * @param pdu function and data
         */
        static Expected to(int unit, byte[] pdu) {
            int function = pdu[0] & 0xFF;
            int count = pdu.length >= 5 ? (pdu[3] & 0xFF) << 8 | (pdu[4] & 0xFF) : 0;
            int answer = switch (function) {
                case 1, 2 -> 5 + (count + 7) / 8;
                case 3, 4 -> 5 + 2 * count;
                default -> 8;
            };
            return new Expected(unit, function, answer);
        }
    }

    byte[] array() {
        return bytes;
    }

    int length() {
        return length;
    }

    int room() {
        return ROOM - length;
    }

    void added(int count) {
        length += count;
    }

    void clear() {
        length = 0;
    }

    /** Forgets the older half, to go on listening. */
    void forgetHalf() {
        System.arraycopy(bytes, ROOM / 2, bytes, 0, ROOM / 2);
        length = ROOM / 2;
    }

    /** Where the answer begins; negative while it is not there. */
    int find(Expected expected) {
        for (int at = 0; at + EXCEPTION_LENGTH <= length; at++) {
            int wanted = lengthAt(at, expected);
            if (wanted > 0 && at + wanted <= length && isIntact(at, wanted)) {
                return at;
            }
        }
        return -1;
    }

    /** How long the answer is that seems to begin at a place; 0 when none does. */
    int lengthAt(int at, Expected expected) {
        if ((bytes[at] & 0xFF) != expected.unit()) {
            return 0;
        }
        int function = bytes[at + 1] & 0xFF;
        if (function == (expected.function() | 0x80)) {
            return EXCEPTION_LENGTH;
        }
        boolean counted = expected.function() <= 4;
        boolean fits = !counted || (bytes[at + 2] & 0xFF) == expected.length() - EXCEPTION_LENGTH;
        return function == expected.function() && fits ? expected.length() : 0;
    }

    /** What it is, when no more comes and the answer is not in it; something must have come. */
    Fault nameOfTheRest(Expected expected) {
        if (length >= SHORTEST && isWholeFrame()) {
            return (bytes[0] & 0xFF) == expected.unit() ? Fault.UNASKED : Fault.OTHER_UNIT;
        }
        if ((bytes[0] & 0xFF) != expected.unit() || (length > 1 && (bytes[1] & 0x7F) != expected.function())) {
            return Fault.NOISE;
        }
        boolean exception = length > 1 && bytes[1] < 0;
        return length < (exception ? EXCEPTION_LENGTH : expected.length()) ? Fault.SHORT : Fault.CHECKSUM;
    }

    /** Whether a frame of whomever ends somewhere: the first two bytes behind which the checksum is right. */
    private boolean isWholeFrame() {
        for (int end = SHORTEST; end <= length; end++) {
            if (isIntact(0, end)) {
                return true;
            }
        }
        return false;
    }

    private boolean isIntact(int from, int frame) {
        Crc16 crc = new Crc16();
        for (int i = from; i < from + frame - 2; i++) {
            crc.update(bytes[i]);
        }
        int low = bytes[from + frame - 2] & 0xFF;
        int high = bytes[from + frame - 1] & 0xFF;
        return crc.getValue() == (high << 8 | low);
    }
}
