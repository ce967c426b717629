package io.fieldpost.radio.receiver.eb200;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Optional header of a panorama scan: 32 bytes, 62 or 70 from newer receivers. Bytes 48 to 61 hold averaging, attenuation and overload in a
 * layout that is not established, and are not read.
 *
 * @param startHz first frequency of the scan
 * @param stopHz last one
 * @param stepHz distance of neighbours
 * @param timestampNanos since 1970, 0 when there is none
 * @param firstStepHz frequency of this datagram's first value as newer receivers say it, 0 when there is none
 * @param totalValues in the whole scan, 0 when it is not said
 * @param offset of this datagram's first value in the scan; counts only with {@code totalValues}
 */
record PscanHeader(
        long startHz, long stopHz, long stepHz, long timestampNanos, long firstStepHz, long totalValues, long offset) {
    static final int SHORT_BYTES = 32;
    static final int WITH_FRACTION_BYTES = 62;
    static final int WITH_OFFSET_BYTES = 70;

    static PscanHeader read(ByteBuffer header) {
        HeaderFields in = new HeaderFields(header);
        long startLow = in.u32();
        long stopLow = in.u32();
        long step = in.u32();
        long startHigh = in.u32();
        long stopHigh = in.u32();
        long timestamp = in.skip(4).u64();
        long first = in.skip(8).u64();
        in.skip(14);
        return new PscanHeader(
                HeaderFields.hertz(startLow, startHigh),
                HeaderFields.hertz(stopLow, stopHigh),
                step,
                timestamp,
                first,
                in.u32(),
                in.u32());
    }

    /** As many bytes as a receiver of some age sends. */
    ByteBuffer write(ByteOrder order, int bytes) {
        ByteBuffer out = HeaderFields.blank(WITH_OFFSET_BYTES, order);
        out.putInt((int) startHz).putInt((int) stopHz).putInt((int) stepHz);
        out.putInt((int) (startHz >>> 32))
                .putInt((int) (stopHz >>> 32))
                .putInt(0)
                .putLong(timestampNanos);
        out.putInt((int) stepHz).putInt(1).putLong(firstStepHz);
        out.position(WITH_FRACTION_BYTES).putInt((int) totalValues).putInt((int) offset);
        return HeaderFields.cut(out, bytes);
    }
}
