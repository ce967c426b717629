package io.fieldpost.radio.receiver.eb200;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Optional header of sound, 42 bytes. Modes 1 to 12 are, for 32, 16 and 8 kHz in turn: stereo 16 bits, mono 16 bits, stereo 8 bits, mono 8
 * bits.
 *
 * @param mode 0 for none, 1 to 12
 * @param frameBytes of one instant, all channels together
 * @param frequencyHz tuned frequency
 * @param bandwidthHz of the filter before
 * @param demodulation name of the setting
 * @param timestampNanos since 1970, 0 when there is none
 */
record AudioHeader(
        int mode, int frameBytes, long frequencyHz, long bandwidthHz, String demodulation, long timestampNanos) {
    static final int BYTES = 42;
    static final int LAST_MODE = 12;
    private static final int NAME_AT = 14;
    private static final int NAME_BYTES = 8;

    static AudioHeader read(ByteBuffer header) {
        HeaderFields in = new HeaderFields(header);
        int mode = in.i16();
        int frame = in.i16();
        long low = in.u32();
        long bandwidth = in.u32();
        long high = in.skip(2 + NAME_BYTES).u32();
        return new AudioHeader(
                mode,
                frame,
                HeaderFields.hertz(low, high),
                bandwidth,
                IfHeader.text(header, NAME_AT, NAME_BYTES),
                in.skip(6).u64());
    }

    ByteBuffer write(ByteOrder order) {
        ByteBuffer out = HeaderFields.blank(BYTES, order);
        out.putShort((short) mode)
                .putShort((short) frameBytes)
                .putInt((int) frequencyHz)
                .putInt((int) bandwidthHz);
        byte[] name = demodulation.getBytes(StandardCharsets.US_ASCII);
        out.put(NAME_AT, name, 0, Math.min(NAME_BYTES, name.length));
        out.position(NAME_AT + NAME_BYTES).putInt((int) (frequencyHz >>> 32));
        out.position(out.position() + 6).putLong(timestampNanos);
        return HeaderFields.cut(out, BYTES);
    }
}
