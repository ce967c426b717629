package io.fieldpost.driver.modbus;

import com.digitalpetri.modbus.Crc16;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/**
 * What a device was asked, and how it would frame an answer.
 *
 * @param transaction negative for RTU
 * @param pdu function and data
 */
public record Request(int transaction, int unit, byte[] pdu) {
    public int function() {
        return pdu[0];
    }

    public int first() {
        return (pdu[1] & 0xFF) << 8 | pdu[2] & 0xFF;
    }

    /** How many places, or the value of a single write. */
    public int count() {
        return (pdu[3] & 0xFF) << 8 | pdu[4] & 0xFF;
    }

    /** Bytes on the wire. */
    public byte[] framed(int asUnit, byte[] answer) {
        return transaction < 0 ? rtu(asUnit, answer) : mbap(transaction, asUnit, answer);
    }

    public byte[] framed(byte[] answer) {
        return framed(unit, answer);
    }

    /** An exception. */
    public byte[] refused(int code) {
        return framed(new byte[] {(byte) (function() | 0x80), (byte) code});
    }

    public static byte[] mbap(int transaction, int unit, byte[] pdu) {
        return ByteBuffer.allocate(7 + pdu.length)
                .putShort((short) transaction)
                .putShort((short) 0)
                .putShort((short) (1 + pdu.length))
                .put((byte) unit)
                .put(pdu)
                .array();
    }

    public static byte[] rtu(int unit, byte[] pdu) {
        Crc16 crc = new Crc16();
        crc.update(unit);
        for (byte each : pdu) {
            crc.update(each);
        }
        return ByteBuffer.allocate(3 + pdu.length)
                .put((byte) unit)
                .put(pdu)
                .put((byte) crc.getValue())
                .put((byte) (crc.getValue() >> 8))
                .array();
    }

    /** {@code 1: 03 0000 0002}. */
    @Override
    public String toString() {
        String hex = HexFormat.of().withUpperCase().formatHex(pdu);
        return unit + ": " + hex.substring(0, 2) + " " + hex.substring(2, 6) + " " + hex.substring(6);
    }
}
