package io.fieldpost.radio.receiver.eb200;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Writes the datagrams of one subscription as a receiver sends them, numbered from 0: the counterpart of what {@link Eb200Receiver} reads.
 * Levels are in 0.1 dBµV; times in nanoseconds since 1970. One thread.
 */
public final class Eb200Encoder {
    private final ByteOrder order;
    private final int panoramaHeaderBytes;
    private int sequence;

    /**
     * @param order of optional headers and values; little-endian sets the swap flag
     * @param panoramaHeaderBytes of a panorama scan's optional header: 32, 62 or 70
     */
    public Eb200Encoder(ByteOrder order, int panoramaHeaderBytes) {
        if (panoramaHeaderBytes != PscanHeader.SHORT_BYTES
                && panoramaHeaderBytes != PscanHeader.WITH_FRACTION_BYTES
                && panoramaHeaderBytes != PscanHeader.WITH_OFFSET_BYTES) {
            throw new IllegalArgumentException("optional header is none of 32, 62 and 70: " + panoramaHeaderBytes);
        }
        this.order = order;
        this.panoramaHeaderBytes = panoramaHeaderBytes;
    }

    /**
     * A piece of a panorama scan.
     *
     * @param tenths levels, 2000 behind the scan's last
     * @param offset of the first level in the scan
     */
    public byte[] pscan(long startHz, long stopHz, long stepHz, long nanos, short[] tenths, int offset) {
        long total = 1 + (stopHz - startHz) / stepHz;
        PscanHeader header = new PscanHeader(startHz, stopHz, stepHz, nanos, startHz + offset * stepHz, total, offset);
        return datagram(StreamTag.PSCAN, tenths, Selector.LEVEL.flag, header.write(order, panoramaHeaderBytes));
    }

    /** The same with the long attribute header. */
    public byte[] pscanLong(long startHz, long stopHz, long stepHz, long nanos, short[] tenths, int offset) {
        long total = 1 + (stopHz - startHz) / stepHz;
        PscanHeader header = new PscanHeader(startHz, stopHz, stepHz, nanos, startHz + offset * stepHz, total, offset);
        return datagram(StreamTag.PSCAN_LONG, tenths, Selector.LEVEL.flag, header.write(order, panoramaHeaderBytes));
    }

    /** A piece of a frequency scan, upwards. */
    public byte[] fscan(long startHz, long stopHz, long stepHz, short[] tenths) {
        FscanHeader header = new FscanHeader(true, startHz, stopHz, stepHz);
        return datagram(StreamTag.FSCAN, tenths, Selector.LEVEL.flag, header.write(order));
    }

    /** A spectrum around a frequency, with the header of 40 bytes. */
    public byte[] ifpan(long centerHz, long spanHz, long measureMicros, long nanos, short[] tenths) {
        IfpanHeader header = new IfpanHeader(centerHz, spanHz, 0, measureMicros, nanos);
        return datagram(StreamTag.IFPAN, tenths, Selector.LEVEL.flag, header.write(order, IfpanHeader.SHORT_BYTES));
    }

    /** The same with field strength instead of level, and the header of 60 bytes. */
    public byte[] ifpanFieldStrength(long centerHz, long spanHz, long measureMicros, long nanos, short[] tenths) {
        IfpanHeader header = new IfpanHeader(centerHz, spanHz, 0, measureMicros, nanos);
        return datagram(
                StreamTag.IFPAN, tenths, Selector.FIELD_STRENGTH.flag, header.write(order, IfpanHeader.LONG_BYTES));
    }

    /** Level, offset and frequency deviation at one frequency. */
    public byte[] cw(long frequencyHz, long nanos, int levelTenths, int offsetHz, int deviationHz) {
        ByteBuffer values = ByteBuffer.allocate(10).order(order);
        values.putShort((short) levelTenths)
                .putInt(offsetHz)
                .putInt(deviationHz)
                .flip();
        long flags = Selector.LEVEL.flag | Selector.OFFSET.flag | Selector.FM.flag;
        return datagram(StreamTag.CW, 1, flags, new CwHeader(frequencyHz, nanos).write(order), values);
    }

    /**
     * I/Q samples.
     *
     * @param iq I and Q in turn
     * @param sampleCount index of the first
     */
    public byte[] samples(
            long sampleRateHz, long frequencyHz, long bandwidthHz, long sampleCount, long nanos, short[] iq) {
        IfHeader header = new IfHeader(1, 4, sampleRateHz, frequencyHz, bandwidthHz, 0, 0, "IQ", sampleCount, 0, nanos);
        return datagram(StreamTag.IF, iq.length / 2, 0, header.write(order), values(iq));
    }

    /**
     * Sound of 16 bits.
     *
     * @param mode odd for stereo: 1, 2, 5, 6, 9 or 10
     * @param demodulation name of the receiver's setting
     */
    public byte[] audio(int mode, long frequencyHz, long bandwidthHz, String demodulation, long nanos, short[] pcm) {
        int channels = 1 + (mode & 1);
        AudioHeader header = new AudioHeader(mode, 2 * channels, frequencyHz, bandwidthHz, demodulation, nanos);
        return datagram(StreamTag.AUDIO, pcm.length / channels, 0, header.write(order), values(pcm));
    }

    /** A fix with its time. */
    public byte[] position(double latitudeDeg, double longitudeDeg, int altitudeM, int satellites, long nanos) {
        GpsCompass fix = new GpsCompass(0, true, satellites, latitudeDeg, longitudeDeg, 1.0, altitudeM, nanos);
        ByteBuffer header = ByteBuffer.allocate(8).order(order).putLong(0, nanos);
        return datagram(StreamTag.GPSCOMPASS, 1, 0, header, fix.write(order));
    }

    private byte[] datagram(StreamTag tag, short[] tenths, long flags, ByteBuffer header) {
        return datagram(tag, tenths.length, flags, header, values(tenths));
    }

    private ByteBuffer values(short[] numbers) {
        ByteBuffer out = ByteBuffer.allocate(2 * numbers.length).order(order);
        for (short number : numbers) {
            out.putShort(number);
        }
        return out.flip();
    }

    private byte[] datagram(StreamTag tag, int items, long flags, ByteBuffer header, ByteBuffer values) {
        ByteBuffer out = ByteBuffer.allocate(DatagramHeader.MAX_DATAGRAM);
        out.position(DatagramHeader.BYTES);
        Attribute.write(out, tag.code(), items, 0, flags, header, values);
        int length = out.position();
        out.position(0);
        new DatagramHeader(DatagramHeader.USUAL_VERSION_MINOR, DatagramHeader.USUAL_VERSION_MAJOR, sequence, length)
                .write(out);
        sequence = sequence + 1 & 0xFFFF;
        return Arrays.copyOf(out.array(), length);
    }
}
