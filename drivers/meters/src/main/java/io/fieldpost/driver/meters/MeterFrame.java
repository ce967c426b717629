package io.fieldpost.driver.meters;

import java.util.Arrays;

/**
 * One frame of either family, without its envelope.
 *
 * @param address as on the wire, low byte first; that of CJ/T 188 begins with the meter's type
 * @param control the control code; its three upper bits tell a meter's answer, a refusal, and that more frames follow
 * @param data the data field as the meter means it: DL/T 645 adds 33H to each byte on the wire
 */
record MeterFrame(byte[] address, int control, byte[] data) {
    private static final int FROM_METER = 0x80;
    private static final int REFUSED = 0x40;
    private static final int MORE = 0x20;
    private static final int FUNCTION = 0x1F;

    /** Whether a meter sent it; a master's own request comes back from some RS-485 adapters. */
    boolean isFromMeter() {
        return (control & FROM_METER) != 0;
    }

    boolean isRefusal() {
        return (control & REFUSED) != 0;
    }

    boolean hasMore() {
        return (control & MORE) != 0;
    }

    int function() {
        return control & FUNCTION;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MeterFrame that
                && control == that.control
                && Arrays.equals(address, that.address)
                && Arrays.equals(data, that.data);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * control + Arrays.hashCode(address)) + Arrays.hashCode(data);
    }

    @Override
    public String toString() {
        return String.format("MeterFrame[address=%s, control=%02X, data=%s]", Hex.of(address), control, Hex.of(data));
    }
}
