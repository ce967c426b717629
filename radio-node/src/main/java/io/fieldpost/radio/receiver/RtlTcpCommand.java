package io.fieldpost.radio.receiver;

import io.netty.buffer.ByteBuf;

/** Commands of rtl_tcp that are used here: a byte, and a big-endian 32-bit argument (librtlsdr, rtl_tcp.h). None is answered. */
enum RtlTcpCommand {
    FREQUENCY_HZ(0x01),
    SAMPLE_RATE_HZ(0x02),
    /** 0 automatic, 1 manual. */
    TUNER_GAIN_MODE(0x03),
    TUNER_GAIN_TENTHS_OF_DB(0x04),
    FREQUENCY_CORRECTION_PPM(0x05),
    /** The RTL2832U's own digital gain control; off, because it changes levels unseen. */
    RTL_AGC(0x08);

    static final int BYTES = 5;

    private final int code;

    RtlTcpCommand(int code) {
        this.code = code;
    }

    /**
     * Appends the command.
     *
     * @param argument its lower 32 bits are sent
     */
    void write(ByteBuf out, long argument) {
        out.writeByte(code);
        out.writeInt((int) argument);
    }
}
