package io.fieldpost.radio.receiver.eb200;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Optional header of a frequency scan, 22 bytes: cycle count, hold time, dwell time, direction, stop on signal, then the range.
 *
 * @param upwards whether frequencies rise
 * @param startHz first frequency
 * @param stopHz last one
 * @param stepHz distance of neighbours
 */
record FscanHeader(boolean upwards, long startHz, long stopHz, long stepHz) {
    static final int BYTES = 22;

    static FscanHeader read(ByteBuffer header) {
        HeaderFields in = new HeaderFields(header).skip(6);
        boolean upwards = in.i16() != 0;
        in.skip(2);
        return new FscanHeader(upwards, in.u32(), in.u32(), in.u32());
    }

    ByteBuffer write(ByteOrder order) {
        ByteBuffer out = HeaderFields.blank(BYTES, order);
        out.position(6).putShort((short) (upwards ? 1 : 0)).putShort((short) 0);
        out.putInt((int) startHz).putInt((int) stopHz).putInt((int) stepHz);
        return HeaderFields.cut(out, BYTES);
    }
}
