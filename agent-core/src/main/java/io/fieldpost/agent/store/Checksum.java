package io.fieldpost.agent.store;

import java.util.zip.CRC32C;

/** CRC-32C (RFC 3720, B.4; the processor computes it). */
final class Checksum {
    private Checksum() {}

    static int of(byte[] bytes, int from, int to) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, from, to - from);
        return (int) crc.getValue();
    }
}
