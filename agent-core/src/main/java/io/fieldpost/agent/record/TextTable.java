package io.fieldpost.agent.record;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The texts that a batch numbers, as places in its bytes: what {@link StringTable} wrote. One becomes a string only when somebody asks
 * for it. Lives on from batch to batch. Not thread-safe.
 */
final class TextTable {
    /** As many as a large batch has; a table that was longer once is not kept. */
    private static final int KEPT = 8192;

    private static final int FIRST = 16;
    private static final long HASH = 0x9E37_79B9_7F4A_7C15L;
    private static final byte[] NOTHING = {};
    private static final @Nullable String[] NO_STRINGS = {};

    private byte[] bytes = NOTHING;
    private long[] texts = new long[FIRST];
    private @Nullable String[] strings = NO_STRINGS;
    private int size;

    /** Begins afresh with the texts of other bytes. */
    void begin(byte[] bytes) {
        clear();
        this.bytes = bytes;
    }

    /** Lets go of the bytes. */
    void clear() {
        bytes = NOTHING;
        strings = NO_STRINGS;
        size = 0;
        if (texts.length > KEPT) {
            texts = new long[FIRST];
        }
    }

    /** Reads a text that is new, or the number of one that is not; says its place in here. */
    int read(ByteSource source) throws DamagedBatchException {
        long number = source.varint();
        if (number == 0) {
            if (size == texts.length) {
                texts = Arrays.copyOf(texts, size * 2);
            }
            texts[size] = source.text();
            return size++;
        }
        if (number < 0 || number > size) {
            throw source.damaged("text " + Long.toUnsignedString(number) + " of " + size);
        }
        return (int) number - 1;
    }

    /** One object for each, however often it is asked for. */
    String string(int place) {
        if (strings.length < size) {
            strings = Arrays.copyOf(strings, texts.length);
        }
        String known = strings[place];
        if (known == null) {
            known = ByteSource.string(bytes, texts[place]);
            strings[place] = known;
        }
        return known;
    }

    void write(int place, TextTarget target) {
        write(texts[place], target);
    }

    /** Hands on a text that has no place of its own here, only in the bytes. */
    void write(long text, TextTarget target) {
        target.text(bytes, ByteSource.at(text), ByteSource.length(text));
    }

    /** The same for a string. */
    String string(long text) {
        return ByteSource.string(bytes, text);
    }

    /** Whether two are the same text, be it that it was written twice. */
    boolean equal(int one, int other) {
        if (one == other) {
            return true;
        }
        int a = ByteSource.at(texts[one]);
        int b = ByteSource.at(texts[other]);
        return Arrays.equals(
                bytes, a, a + ByteSource.length(texts[one]), bytes, b, b + ByteSource.length(texts[other]));
    }

    int hash(int place) {
        int at = ByteSource.at(texts[place]);
        int end = at + ByteSource.length(texts[place]);
        long hash = end - at;
        for (; at + Long.BYTES <= end; at += Long.BYTES) {
            hash = mixed(hash, (long) ByteSink.LONGS.get(bytes, at));
        }
        if (at + Long.BYTES <= bytes.length) {
            // What is left, and bytes behind it, which are put aside.
            long rest = (long) ByteSink.LONGS.get(bytes, at);
            return (int) (mixed(hash, rest & (1L << (end - at) * 8) - 1) >>> 32);
        }
        long rest = 0;
        for (int shift = 0; at < end; at++, shift += 8) {
            rest |= (bytes[at] & 0xFFL) << shift;
        }
        return (int) (mixed(hash, rest) >>> 32);
    }

    private static long mixed(long hash, long more) {
        long product = (hash ^ more) * HASH;
        return product ^ product >>> 29;
    }
}
