package io.fieldpost.driver.modbus.line;

import com.digitalpetri.modbus.MbapHeader;
import com.digitalpetri.modbus.ModbusTcpFrame;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Frames in the bytes of a TCP connection (Modbus messaging on TCP/IP 1.0b, 3.1.3). What has come of a frame waits for the rest. */
final class MbapFrames {
    private static final int HEADER = 7;
    /** Unit, function and one byte more: less is no answer. */
    private static final int SHORTEST = 3;
    /** Unit and the longest PDU. */
    private static final int LONGEST = 254;

    private final byte[] bytes = new byte[6 + LONGEST];
    private int length;

    /** How many bytes the frame lacks, as far as that is known; never 0. */
    int missing() throws ProtocolException {
        return (length < HEADER ? HEADER : 6 + header().length()) - length;
    }

    byte[] array() {
        return bytes;
    }

    int length() {
        return length;
    }

    boolean isHalf() {
        return length > 0;
    }

    void added(int count) {
        length += count;
    }

    /**
     * The frame that is complete, if one is; it is taken out.
     *
     * @throws ProtocolException when these bytes are no frame: where the next begins is not known any more
     */
    @Nullable
    ModbusTcpFrame take() throws ProtocolException {
        if (length < HEADER) {
            return null;
        }
        MbapHeader header = header();
        int end = 6 + header.length();
        if (length < end) {
            return null;
        }
        ByteBuffer pdu = ByteBuffer.allocate(end - HEADER);
        pdu.put(bytes, HEADER, end - HEADER).flip();
        length = 0;
        return new ModbusTcpFrame(header, pdu);
    }

    private MbapHeader header() throws ProtocolException {
        MbapHeader header = MbapHeader.Serializer.decode(ByteBuffer.wrap(bytes, 0, HEADER));
        if (header.protocolId() != 0 || header.length() < SHORTEST || header.length() > LONGEST) {
            throw new ProtocolException("what came is no Modbus TCP: protocol " + header.protocolId() + ", length "
                    + header.length() + "; a converter that passes RTU on is written rtu+tcp://");
        }
        return header;
    }
}
