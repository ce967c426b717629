package io.fieldpost.radio.receiver.eb200;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Optional header of measures at the tuned frequency, 26 bytes.
 *
 * @param frequencyHz tuned frequency
 * @param timestampNanos since 1970, 0 when there is none
 */
record CwHeader(long frequencyHz, long timestampNanos) {
    static final int BYTES = 26;

    static CwHeader read(ByteBuffer header) {
        HeaderFields in = new HeaderFields(header);
        long low = in.u32();
        long high = in.u32();
        return new CwHeader(HeaderFields.hertz(low, high), in.u64());
    }

    ByteBuffer write(ByteOrder order) {
        ByteBuffer out = HeaderFields.blank(BYTES, order);
        out.putInt((int) frequencyHz).putInt((int) (frequencyHz >>> 32)).putLong(timestampNanos);
        return HeaderFields.cut(out, BYTES);
    }
}
