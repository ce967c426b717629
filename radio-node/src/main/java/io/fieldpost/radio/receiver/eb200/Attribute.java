package io.fieldpost.radio.receiver.eb200;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * One attribute of a datagram: a kind of data, how many items, an optional header and the values. Its buffers are views of the datagram and
 * end with it.
 *
 * <p>Tags below 5000 have a header of 12 bytes, others one of 60. The length in it counts from the number of items on (PR100 manual, table
 * 19); for the long form that is [S], so it only finds the next attribute and what the values need is checked by itself.
 *
 * @param tag number of the kind
 * @param items values in each series
 * @param channel of the receiver
 * @param flags which series there are, and {@link Selector#SWAP}
 * @param header optional header, in the order that holds for it; may be empty
 * @param values in the same order
 */
record Attribute(int tag, int items, int channel, long flags, ByteBuffer header, ByteBuffer values) {
    private static final int SHORT_BYTES = 12;
    private static final int LONG_BYTES = 60;
    private static final int FIRST_LONG_TAG = 5000;
    /** More than any datagram could hold; keeps products within an int. */
    private static final long MAX_ITEMS = DatagramHeader.MAX_DATAGRAM;

    /** Reads one, and leaves the buffer behind it. */
    static Attribute read(ByteBuffer in) throws MalformedDatagramException {
        in.order(ByteOrder.BIG_ENDIAN);
        int start = in.position();
        int tag = in.remaining() < 2 ? 0 : Short.toUnsignedInt(in.getShort(start));
        boolean isLong = tag >= FIRST_LONG_TAG;
        int head = isLong ? LONG_BYTES : SHORT_BYTES;
        if (in.remaining() < head) {
            throw new MalformedDatagramException("attribute " + tag + " at byte " + start + " ends inside its header, "
                    + in.remaining() + " of " + head + " bytes");
        }
        Attribute read = isLong ? readLong(in, start, tag) : readShort(in, start, tag);
        long length = isLong
                ? 24 + Integer.toUnsignedLong(in.getInt(start + 4))
                : 4 + Short.toUnsignedLong(in.getShort(start + 2));
        in.position((int) Math.min(in.limit(), Math.max(start + length, start + head)));
        return read;
    }

    private static Attribute readShort(ByteBuffer in, int start, int tag) throws MalformedDatagramException {
        int items = Short.toUnsignedInt(in.getShort(start + 4));
        int channel = Byte.toUnsignedInt(in.get(start + 6));
        int optional = Byte.toUnsignedInt(in.get(start + 7));
        return cut(
                in, start + SHORT_BYTES, tag, items, channel, optional, Integer.toUnsignedLong(in.getInt(start + 8)));
    }

    private static Attribute readLong(ByteBuffer in, int start, int tag) throws MalformedDatagramException {
        long items = Integer.toUnsignedLong(in.getInt(start + 24));
        int channel = in.getInt(start + 28);
        long optional = Integer.toUnsignedLong(in.getInt(start + 32));
        return cut(
                in, start + LONG_BYTES, tag, items, channel, optional, Integer.toUnsignedLong(in.getInt(start + 36)));
    }

    private static Attribute cut(ByteBuffer in, int body, int tag, long items, int channel, long optional, long flags)
            throws MalformedDatagramException {
        if (optional > in.limit() - body) {
            throw new MalformedDatagramException("optional header of " + optional + " bytes in attribute " + tag
                    + " at byte " + body + " is longer than the rest, " + (in.limit() - body));
        }
        if (items > MAX_ITEMS) {
            throw new MalformedDatagramException(
                    "attribute " + tag + " says that it has " + items + " items, more than a datagram holds");
        }
        ByteBuffer header = in.slice(body, (int) optional);
        ByteBuffer values = in.slice(body + (int) optional, in.limit() - body - (int) optional);
        ByteOrder order = ByteOrders.of(StreamTag.of(tag), flags, header);
        return new Attribute(tag, (int) items, channel, flags, header.order(order), values.order(order));
    }

    boolean has(Selector series) {
        return (flags & series.flag) != 0;
    }

    /** Checks that every series is there in full, which makes {@link #value} safe for all items. */
    void requireSeries() throws MalformedDatagramException {
        requireBytes(Selector.bytesPerItem(flags));
    }

    /** Checks that there are so many bytes for each item. */
    void requireBytes(int perItem) throws MalformedDatagramException {
        if ((long) items * perItem > values.limit()) {
            throw new MalformedDatagramException("attribute " + tag + " has " + values.limit()
                    + " bytes of values, but " + items + " items of " + perItem + " bytes");
        }
    }

    /** Where a series begins among the values. */
    int at(Selector series) {
        return series.bytesBefore(flags) * items;
    }

    /** One value, signed; the caller has seen to it that it is there. */
    int value(Selector series, int item) {
        int at = at(series) + item * series.bytes;
        return series.bytes == 2 ? values.getShort(at) : values.getInt(at);
    }

    /**
     * Writes an attribute as a receiver would.
     *
     * @param header optional header, whose order tells the {@link Selector#SWAP} flag
     * @param values all of them, in the same order
     */
    static void write(
            ByteBuffer out, int tag, int items, int channel, long selected, ByteBuffer header, ByteBuffer values) {
        long flags = selected
                | (header.hasRemaining() ? Selector.OPTIONAL_HEADER : 0)
                | (values.order() == ByteOrder.LITTLE_ENDIAN ? Selector.SWAP : 0);
        int body = header.remaining() + values.remaining();
        out.order(ByteOrder.BIG_ENDIAN).putShort((short) tag);
        if (tag >= FIRST_LONG_TAG) {
            out.putShort((short) 0).putInt(LONG_BYTES - 24 + body).put(new byte[16]);
            out.putInt(items)
                    .putInt(channel)
                    .putInt(header.remaining())
                    .putInt((int) flags)
                    .putInt(0);
            out.put(new byte[16]);
        } else {
            out.putShort((short) (SHORT_BYTES - 4 + body)).putShort((short) items);
            out.put((byte) channel).put((byte) header.remaining()).putInt((int) flags);
        }
        out.put(header.duplicate()).put(values.duplicate());
    }
}
