package io.fieldpost.radio.receiver.eb200;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Optional header of an IF spectrum, 40 bytes, 60 from newer receivers. The values reach from half a span below the centre to half a span
 * above, both edges included.
 *
 * @param centerHz tuned frequency
 * @param spanHz from the first value to the last
 * @param averageType how the receiver averages: 0 off, others by device
 * @param measureMicros measuring time
 * @param timestampNanos since 1970, 0 when there is none
 */
record IfpanHeader(long centerHz, long spanHz, int averageType, long measureMicros, long timestampNanos) {
    static final int SHORT_BYTES = 40;
    static final int LONG_BYTES = 60;

    static IfpanHeader read(ByteBuffer header) {
        HeaderFields in = new HeaderFields(header);
        long low = in.u32();
        long span = in.u32();
        int averageType = in.skip(2).i16();
        long measureMicros = in.u32();
        long high = in.u32();
        return new IfpanHeader(
                HeaderFields.hertz(low, high),
                span,
                averageType,
                measureMicros,
                in.skip(12).u64());
    }

    ByteBuffer write(ByteOrder order, int bytes) {
        ByteBuffer out = HeaderFields.blank(LONG_BYTES, order);
        out.putInt((int) centerHz).putInt((int) spanHz).putShort((short) 0).putShort((short) averageType);
        out.putInt((int) measureMicros).putInt((int) (centerHz >>> 32)).putInt(0);
        out.putInt((int) centerHz).putInt((int) (centerHz >>> 32)).putLong(timestampNanos);
        return HeaderFields.cut(out, bytes);
    }
}
