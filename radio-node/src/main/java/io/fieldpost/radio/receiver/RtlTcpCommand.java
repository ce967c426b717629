package io.fieldpost.radio.receiver;

import io.netty.buffer.ByteBuf;

/**
 * The commands of rtl_tcp that set a receiver: a byte, and a big-endian 32-bit argument (osmocom rtl-sdr and librtlsdr, {@code rtl_tcp.h}).
 * None is answered, and a server that does not know one takes it and does nothing.
 *
 * <p>Left out are librtlsdr's 0x41 to 0x55: another transport, and access to the chips' registers and pins, which can harm a receiver
 * and has no place in monitoring.
 */
public enum RtlTcpCommand {
    /** In hertz; above 4.29 GHz, {@link #FREQUENCY_HIGH} goes first. */
    FREQUENCY_HZ(0x01, 0, 0xFFFF_FFFFL),
    /** What the RTL2832U does: 225001 to 300000 and 900001 to 3200000 Hz. */
    SAMPLE_RATE_HZ(0x02, 225_001, 3_200_000),
    /** 0 automatic, 1 manual. */
    TUNER_GAIN_MODE(0x03, 0, 1),
    /** The tuner takes the nearest that it has. */
    TUNER_GAIN_TENTHS_OF_DB(0x04, -1000, 1000),
    /** Signed. */
    FREQUENCY_CORRECTION_PPM(0x05, -1000, 1000),
    /** Stage in the upper 16 bits, gain in tenths of dB, signed, in the lower 16 (E4000): see {@link #intermediateGain}. */
    INTERMEDIATE_GAIN(0x06, 0, 0xFFFF_FFFFL),
    /** 1: a counter instead of samples. */
    TEST_MODE(0x07, 0, 1),
    /** The RTL2832U's own digital gain control. */
    RTL_AGC(0x08, 0, 1),
    /** 0 off, 1 the I input, 2 the Q input. */
    DIRECT_SAMPLING(0x09, 0, 2),
    /** 1: the tuner is set beside the centre (E4000). */
    OFFSET_TUNING(0x0A, 0, 1),
    /** The RTL2832U's crystal in hertz, within 1 kHz of 28.8 MHz. */
    RTL_CRYSTAL_HZ(0x0B, 28_799_000, 28_801_000),
    /** The tuner's crystal in hertz. */
    TUNER_CRYSTAL_HZ(0x0C, 1_000_000, 100_000_000),
    /** Index into the tuner's table of gains. */
    TUNER_GAIN_INDEX(0x0D, 0, 255),
    /** 1: the antenna's socket is fed. */
    BIAS_TEE(0x0E, 0, 1),
    /** In hertz, 0 = chosen by the receiver (librtlsdr alone). */
    TUNER_BANDWIDTH_HZ(0x40, 0, 100_000_000),
    /** The upper 32 bits of the next {@link #FREQUENCY_HZ} (librtlsdr alone). */
    FREQUENCY_HIGH(0x56, 0, 0xFF);

    static final int BYTES = 5;

    private final int code;
    private final long smallest;
    private final long largest;

    RtlTcpCommand(int code, long smallest, long largest) {
        this.code = code;
        this.smallest = smallest;
        this.largest = largest;
    }

    /** The argument of {@link #INTERMEDIATE_GAIN}: a stage from 1 to 6, and its gain in 0.1 dB. */
    public static long intermediateGain(int stage, int tenthsOfDb) {
        if (stage < 1 || stage > 6 || tenthsOfDb < -1000 || tenthsOfDb > 1000) {
            throw new IllegalArgumentException(
                    "no such gain, stages are 1 to 6: stage " + stage + ", " + tenthsOfDb / 10.0 + " dB");
        }
        return (long) stage << 16 | tenthsOfDb & 0xFFFF;
    }

    /**
     * Appends the command.
     *
     * @throws IllegalArgumentException for an argument outside the command's range
     */
    void write(ByteBuf out, long argument) {
        if (argument < smallest || argument > largest) {
            throw new IllegalArgumentException(
                    "argument of " + this + " is not between " + smallest + " and " + largest + ": " + argument);
        }
        out.writeByte(code);
        out.writeInt((int) argument);
    }

    /** Appends what tunes to a frequency, of however many bits. */
    static void writeTuning(ByteBuf out, long centerHz) {
        if (centerHz > 0xFFFF_FFFFL) {
            FREQUENCY_HIGH.write(out, centerHz >>> 32);
        }
        FREQUENCY_HZ.write(out, centerHz & 0xFFFF_FFFFL);
    }
}
