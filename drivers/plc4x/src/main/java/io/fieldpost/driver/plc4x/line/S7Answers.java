package io.fieldpost.driver.plc4x.line;

import io.netty.buffer.ByteBuf;

/**
 * Answers to S7's "read variable", made such that PLC4X reads them right. An item that can't be read has a return code and no data, and yet a length of 4 where the
 * controller or Snap7 fills the field in as for one that could. PLC4X 0.13.1 takes the next four bytes for its data then: behind such an item every value is another's.
 */
final class S7Answers {
    private static final int TPKT = 4;
    private static final int S7_HEADER = 12;
    private static final int S7 = 0x32;
    private static final int ANSWER_WITH_DATA = 3;
    private static final int READ_VARIABLE = 4;
    private static final int OK = 0xFF;
    private static final int ITEM_HEADER = 4;

    private S7Answers() {}

    /** Sets the length of each item without data to 0; whatever is no such answer stays as it is. */
    static void repair(ByteBuf packet) {
        int start = packet.readerIndex();
        int end = packet.writerIndex();
        if (end - start < TPKT + 1) {
            return;
        }
        int s7 = start + TPKT + 1 + packet.getUnsignedByte(start + TPKT);
        if (end - s7 < S7_HEADER + 2
                || packet.getUnsignedByte(s7) != S7
                || packet.getUnsignedByte(s7 + 1) != ANSWER_WITH_DATA
                || packet.getUnsignedByte(s7 + S7_HEADER) != READ_VARIABLE) {
            return;
        }
        int items = packet.getUnsignedByte(s7 + S7_HEADER + 1);
        int item = s7 + S7_HEADER + packet.getUnsignedShort(s7 + 6);
        for (int i = 0; i < items && end - item >= ITEM_HEADER; i++) {
            if (packet.getUnsignedByte(item) == OK) {
                int bytes = bytes(packet.getUnsignedByte(item + 1), packet.getUnsignedShort(item + 2));
                item += ITEM_HEADER + bytes + bytes % 2;
            } else {
                packet.setShort(item + 2, 0);
                item += ITEM_HEADER;
            }
        }
    }

    /** Transport sizes 3 (bit), 4 (bytes, words) and 5 (integers) tell a length in bits, the others in bytes. */
    private static int bytes(int transportSize, int length) {
        return transportSize >= 3 && transportSize <= 5 ? (length + 7) / 8 : length;
    }
}
