package io.fieldpost.opcua.value;

import io.netty.buffer.ByteBuf;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UShort;
import org.jspecify.annotations.Nullable;

/**
 * The values of one data change notification (Part 4, 7.25.2; Part 6, 5.2.2.17). What comes most, a number with its status and its
 * times, is read straight from the bytes; anything else, and whatever looks wrong, is left to the decoder, which is {@link #align
 * aligned} first. Times that repeat are one object.
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

    private static final int BOOLEAN = 1;
    private static final int INT16 = 4;
    private static final int UINT16 = 5;
    private static final int INT32 = 6;
    private static final int UINT32 = 7;
    private static final int INT64 = 8;
    private static final int FLOAT = 10;
    private static final int DOUBLE = 11;

    private final ByteBuf buffer;
    private final byte[] bytes;
    private final int offset;
    private final int end;
    private int at;
    private final @Nullable DateTime[] times = new DateTime[RecentTimes.PLACES];

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
        int size = size(bytes[at + HANDLE + 1]);
        if ((mask & ~USUAL) != 0 || (mask & VALUE) == 0 || size == 0) {
            return false;
        }
        int more = ((mask & STATUS) == 0 ? 0 : Integer.BYTES)
                + ((mask & SOURCE_TIME) == 0 ? 0 : Long.BYTES)
                + ((mask & SERVER_TIME) == 0 ? 0 : Long.BYTES);
        return left >= 2 + size + more;
    }

    /** Reads the next value, handle and all, and goes on behind it. Only after {@link #isUsual} said so. */
    DataValue read() {
        int mask = bytes[at + HANDLE];
        int type = bytes[at + HANDLE + 1];
        at += HANDLE + 2;
        Variant value = new Variant(number(type));
        at += size(type);
        StatusCode status = (mask & STATUS) == 0 ? StatusCode.GOOD : status();
        DateTime sourceTime = (mask & SOURCE_TIME) == 0 ? DateTime.MIN_VALUE : time();
        DateTime serverTime = (mask & SERVER_TIME) == 0 ? DateTime.MIN_VALUE : time();
        return new DataValue(value, status, sourceTime, null, serverTime, null);
    }

    /** Lets the decoder, which reads the same buffer, begin where this is. */
    void align() {
        buffer.readerIndex(at - offset);
    }

    /** Goes on where the decoder is. */
    void resume() {
        at = offset + buffer.readerIndex();
    }

    /** Bytes of a scalar of a built-in type; 0 for those that are not read here, arrays among them. */
    private static int size(int type) {
        return switch (type) {
            case BOOLEAN -> 1;
            case INT16, UINT16 -> Short.BYTES;
            case INT32, UINT32, FLOAT -> Integer.BYTES;
            case INT64, DOUBLE -> Long.BYTES;
            default -> 0;
        };
    }

    private @Nullable Object number(int type) {
        return switch (type) {
            case BOOLEAN -> bytes[at] != 0;
            case INT16 -> (short) (bytes[at] & 0xFF | bytes[at + 1] << 8);
            case UINT16 -> UShort.valueOf(bytes[at] & 0xFF | (bytes[at + 1] & 0xFF) << 8);
            case INT32 -> (int) INTS.get(bytes, at);
            case UINT32 -> UInteger.valueOf((int) INTS.get(bytes, at) & 0xFFFF_FFFFL);
            case INT64 -> (long) LONGS.get(bytes, at);
            case FLOAT -> Float.intBitsToFloat((int) INTS.get(bytes, at));
            default -> Double.longBitsToDouble((long) LONGS.get(bytes, at));
        };
    }

    private StatusCode status() {
        int status = (int) INTS.get(bytes, at);
        at += Integer.BYTES;
        return status == 0 ? StatusCode.GOOD : new StatusCode(status & 0xFFFF_FFFFL);
    }

    /** A time; mostly the same object as where it came before, because values of one notification share few of them. */
    private DateTime time() {
        long ticks = (long) LONGS.get(bytes, at);
        at += Long.BYTES;
        int place = RecentTimes.place(ticks);
        DateTime known = times[place];
        if (known == null || known.utcTime() != ticks) {
            known = new DateTime(ticks);
            times[place] = known;
        }
        return known;
    }
}
