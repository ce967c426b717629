package io.fieldpost.radio.receiver;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/** What a client tells a SpyServer: a little-endian word for the command, one for the length of its body, and that. */
final class SpyServerCommand {
    static final int HELLO = 0;
    static final int SET = 2;
    static final int PING = 3;

    static final int STREAMING_MODE = 0;
    static final int STREAMING_ENABLED = 1;
    static final int GAIN = 2;
    static final int IQ_FORMAT = 100;
    static final int IQ_FREQUENCY = 101;
    static final int IQ_DECIMATION = 102;
    static final int IQ_DIGITAL_GAIN = 103;

    static final int FORMAT_U8 = 1;
    static final int FORMAT_S16 = 2;

    private SpyServerCommand() {}

    /** Introduces a client by its name. */
    static void hello(ByteBuf out, String name) {
        byte[] text = name.getBytes(StandardCharsets.US_ASCII);
        out.writeIntLE(HELLO);
        out.writeIntLE(4 + text.length);
        out.writeIntLE((int) SpyServerHeader.PROTOCOL);
        out.writeBytes(text);
    }

    static void set(ByteBuf out, int setting, long value) {
        out.writeIntLE(SET);
        out.writeIntLE(8);
        out.writeIntLE(setting);
        out.writeIntLE((int) value);
    }

    static void ping(ByteBuf out) {
        out.writeIntLE(PING);
        out.writeIntLE(0);
    }
}
