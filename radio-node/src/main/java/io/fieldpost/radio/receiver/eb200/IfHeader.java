package io.fieldpost.radio.receiver.eb200;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Optional header of I/Q samples, 58 bytes.
 *
 * @param mode 1 for samples of 16 bits; others by device
 * @param frameBytes of one sample, I and Q together: 4 for 16 bits
 * @param sampleRateHz complex samples per second
 * @param frequencyHz tuned frequency
 * @param bandwidthHz of the filter before
 * @param attenuationDb of the input
 * @param antennaFactorTenths 0.1 dB/m, for field strength
 * @param demodulation name of the setting
 * @param sampleCount index of the first sample since the stream began
 * @param gainDb of the receiver
 * @param startNanos time of the first sample since 1970
 */
record IfHeader(
        int mode,
        int frameBytes,
        long sampleRateHz,
        long frequencyHz,
        long bandwidthHz,
        int attenuationDb,
        int antennaFactorTenths,
        String demodulation,
        long sampleCount,
        int gainDb,
        long startNanos) {
    static final int BYTES = 58;
    private static final int NAME_AT = 24;
    private static final int NAME_BYTES = 8;

    static IfHeader read(ByteBuffer header) {
        HeaderFields in = new HeaderFields(header);
        int mode = in.i16();
        int frame = in.i16();
        long rate = in.u32();
        long low = in.u32();
        long bandwidth = in.u32();
        int attenuation = in.skip(2).i16();
        int factor = in.skip(2).i16();
        long count = in.skip(NAME_BYTES).u64();
        long high = in.u32();
        int gain = in.i16();
        return new IfHeader(
                mode,
                frame,
                rate,
                HeaderFields.hertz(low, high),
                bandwidth,
                attenuation,
                factor,
                text(header, NAME_AT, NAME_BYTES),
                count,
                gain,
                in.skip(2).u64());
    }

    /** Printable characters up to the first zero. */
    static String text(ByteBuffer header, int at, int bytes) {
        if (header.limit() < at + bytes) {
            return "";
        }
        byte[] name = new byte[bytes];
        header.get(at, name);
        return new String(name, StandardCharsets.US_ASCII)
                .replaceAll("\0.*|[^ -~]", "")
                .strip();
    }

    ByteBuffer write(ByteOrder order) {
        ByteBuffer out = HeaderFields.blank(BYTES, order);
        out.putShort((short) mode)
                .putShort((short) frameBytes)
                .putInt((int) sampleRateHz)
                .putInt((int) frequencyHz);
        out.putInt((int) bandwidthHz)
                .putShort((short) 0)
                .putShort((short) attenuationDb)
                .putShort((short) 0);
        out.putShort((short) antennaFactorTenths);
        byte[] name = demodulation.getBytes(StandardCharsets.US_ASCII);
        out.put(NAME_AT, name, 0, Math.min(NAME_BYTES, name.length));
        out.position(NAME_AT + NAME_BYTES)
                .putLong(sampleCount)
                .putInt((int) (frequencyHz >>> 32))
                .putShort((short) gainDb);
        out.putShort((short) 0).putLong(startNanos);
        return HeaderFields.cut(out, BYTES);
    }
}
