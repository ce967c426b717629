package io.fieldpost.radio.receiver;

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.nio.charset.StandardCharsets;

/**
 * What an rtl_tcp server says first: {@code RTL0}, the tuner's kind and its number of gain steps, 12 bytes, big-endian (librtlsdr,
 * rtl_tcp.h {@code dongle_info_t}).
 *
 * @param tuner name of the tuner chip
 * @param gainSteps how many gains it has
 */
record RtlTcpGreeting(String tuner, long gainSteps) {
    static final int BYTES = 12;

    private static final int MAGIC = 0x52544C30;
    private static final String[] TUNERS = {"unknown", "E4000", "FC0012", "FC0013", "FC2580", "R820T", "R828D"};

    /**
     * Reads 12 bytes.
     *
     * @param server for the complaint
     */
    static RtlTcpGreeting read(ByteBuf in, String server) throws DriverException {
        if (in.getInt(in.readerIndex()) != MAGIC) {
            throw new DriverException(
                    Reason.PROTOCOL,
                    "not an rtl_tcp server: greeting begins with " + printable(in) + " (hex "
                            + ByteBufUtil.hexDump(in, in.readerIndex(), 4) + ") instead of 'RTL0': " + server);
        }
        in.skipBytes(4);
        long kind = in.readUnsignedInt();
        String tuner = kind < TUNERS.length ? TUNERS[(int) kind] : "unknown " + kind;
        return new RtlTcpGreeting(tuner, in.readUnsignedInt());
    }

    private static String printable(ByteBuf in) {
        return "'" + in.toString(in.readerIndex(), 4, StandardCharsets.US_ASCII).replaceAll("[^ -~]", ".") + "'";
    }
}
