package io.fieldpost.opcua.value;

import io.fieldpost.opcua.value.Reading.Scalar;
import io.netty.buffer.ByteBuf;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The values of one data change notification (Part 4, 7.25.2; Part 6, 5.2.2.17). What comes most, a number with its status and its
 * times, is read straight from the bytes; anything else, and whatever looks wrong, is left to the decoder, which is {@link #align
 * aligned} first.
 */
final class DataChanges {
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final byte[] NOTHING = {};
    private static final int HANDLE = 4;
    private static final int VALUE = 0x01;
    private static final int STATUS = 0x02;
    private static final int SOURCE_TIME = 0x04;
    private static final int SERVER_TIME = 0x08;
    private static final int USUAL = VALUE | STATUS | SOURCE_TIME | SERVER_TIME;

    /** By the number of the built-in type (Part 6, table 1). */
    private static final Scalar[] TYPES = {
        Scalar.NONE,
        Scalar.BOOLEAN,
        Scalar.NONE,
        Scalar.NONE,
        Scalar.INT16,
        Scalar.UINT16,
        Scalar.INT32,
        Scalar.UINT32,
        Scalar.INT64,
        Scalar.NONE,
        Scalar.FLOAT,
        Scalar.DOUBLE
    };

    private final ByteBuf buffer;
    private final byte[] bytes;
    private final int offset;
    private final int end;
    private int at;

    /** @param buffer its reader index at the first value; one that is not over an array is left to the decoder whole */
    DataChanges(ByteBuf buffer) {
        this.buffer = buffer;
        boolean isArray = buffer.hasArray();
        bytes = isArray ? buffer.array() : NOTHING;
        offset = isArray ? buffer.arrayOffset() : 0;
        end = isArray ? offset + buffer.writerIndex() : 0;
        resume();
    }

    /** The client handle of the value that comes next. Only after {@link #isUsual} said so. */
    int handle() {
        return (int) INTS.get(bytes, at);
    }

    /** Whether the next value can be read here. */
    boolean isUsual() {
        int left = end - at - HANDLE;
        if (left < 2) {
            return false;
        }
        int mask = bytes[at + HANDLE];
        int size = size(type(bytes[at + HANDLE + 1]));
        if ((mask & ~USUAL) != 0 || (mask & VALUE) == 0 || size == 0) {
            return false;
        }
        int more = ((mask & STATUS) == 0 ? 0 : Integer.BYTES)
                + ((mask & SOURCE_TIME) == 0 ? 0 : Long.BYTES)
                + ((mask & SERVER_TIME) == 0 ? 0 : Long.BYTES);
        return left >= 2 + size + more;
    }

    /** Reads the next value, handle and all, and goes on behind it. Only after {@link #isUsual} said so. */
    void read(Reading reading) {
        int mask = bytes[at + HANDLE];
        Scalar type = type(bytes[at + HANDLE + 1]);
        at += HANDLE + 2;
        long content = content(type);
        at += size(type);
        int status = 0;
        if ((mask & STATUS) != 0) {
            status = (int) INTS.get(bytes, at);
            at += Integer.BYTES;
        }
        long source = (mask & SOURCE_TIME) == 0 ? 0 : ticks();
        long server = (mask & SERVER_TIME) == 0 ? 0 : ticks();
        reading.set(type, content, status, source, server);
    }

    /** Lets the decoder, which reads the same buffer, begin where this is. */
    void align() {
        buffer.readerIndex(at - offset);
    }

    /** Goes on where the decoder is. */
    void resume() {
        at = offset + buffer.readerIndex();
    }

    /** None for those that are not read here, arrays among them. */
    private static Scalar type(int number) {
        return number >= 0 && number < TYPES.length ? TYPES[number] : Scalar.NONE;
    }

    /** Bytes that it takes. */
    private static int size(Scalar type) {
        return switch (type) {
            case NONE -> 0;
            case BOOLEAN -> 1;
            case INT16, UINT16 -> Short.BYTES;
            case INT32, UINT32, FLOAT -> Integer.BYTES;
            case INT64, DOUBLE -> Long.BYTES;
        };
    }

    private long content(Scalar type) {
        return switch (type) {
            case NONE -> 0;
            case BOOLEAN -> bytes[at] == 0 ? 0 : 1;
            case INT16 -> (short) (bytes[at] & 0xFF | bytes[at + 1] << 8);
            case UINT16 -> bytes[at] & 0xFF | (bytes[at + 1] & 0xFF) << 8;
            case INT32 -> (int) INTS.get(bytes, at);
            case UINT32 -> (int) INTS.get(bytes, at) & 0xFFFF_FFFFL;
            case FLOAT -> Double.doubleToRawLongBits(Float.intBitsToFloat((int) INTS.get(bytes, at)));
            case INT64, DOUBLE -> (long) LONGS.get(bytes, at);
        };
    }

    private long ticks() {
        long ticks = (long) LONGS.get(bytes, at);
        at += Long.BYTES;
        return ticks;
    }
}
