package io.fieldpost.radio.receiver;

import io.netty.buffer.ByteBuf;

/** The body of a SpyServer's message: unsigned words of 32 bits, little-endian. */
final class SpyServerWords {
    private SpyServerWords() {}

    static long[] read(ByteBuf in, int bytes) {
        long[] words = new long[bytes / Integer.BYTES];
        for (int i = 0; i < words.length; i++) {
            words[i] = in.readUnsignedIntLE();
        }
        return words;
    }

    static void write(ByteBuf out, long... words) {
        for (long word : words) {
            out.writeIntLE((int) word);
        }
    }
}
