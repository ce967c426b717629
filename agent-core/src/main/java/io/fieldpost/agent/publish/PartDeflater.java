package io.fieldpost.agent.publish;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.zip.Adler32;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/**
 * Compresses messages in the zlib format (RFC 1950). Parts of a message that some of the last ones had to the letter are not compressed
 * again: each is a run of deflate blocks (RFC 1951, 3.2) that ends at a byte and refers to nothing before it, so its bytes fit wherever
 * the part comes. Not thread-safe.
 */
final class PartDeflater implements AutoCloseable {
    /** A shorter part is compressed with what is around it, which makes it smaller. */
    static final int LEAST_PART = 8 << 10;
    /** Of texts that are remembered, altogether. */
    static final int MOST_REMEMBERED = 512 << 10;
    /** An output buffer that one large message has made larger than this is not kept. */
    private static final int KEPT_BYTES = 256 << 10;

    private static final int FIRST_BYTES = 4096;
    /** RFC 1950, 2.2: deflate with a window of 32 KB, fastest algorithm. */
    private static final byte[] HEADER = {0x78, 0x01};
    /** The checksum's modulus, RFC 1950, 8.2. */
    private static final int ADLER_BASE = 65_521;

    private static final int ADLER_BYTES = 4;

    private final Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
    private final Adler32 adler = new Adler32();
    /** The one that was used last stands first. */
    private final Deque<Part> remembered = new ArrayDeque<>();

    private int rememberedBytes;
    private byte[] out = {};
    private int size;
    private int sum;

    private record Part(byte[] text, byte[] compressed, int sum) {
        boolean is(byte[] other, int from, int to) {
            return text.length == to - from && Arrays.equals(text, 0, text.length, other, from, to);
        }
    }

    /**
     * Compresses one message.
     *
     * @param text it, from its begin to {@code length}
     * @param parts where parts that may repeat begin and end, in their order: begin, end, begin, end
     * @return the whole zlib stream; empty when that is not shorter than the text
     */
    byte[] deflated(byte[] text, int length, int... parts) {
        begin();
        int at = 0;
        for (int i = 0; i < parts.length; i += 2) {
            int from = parts[i];
            int to = parts[i + 1];
            if (to - from >= LEAST_PART && to - from <= MOST_REMEMBERED) {
                fresh(text, at, from, Deflater.SYNC_FLUSH);
                repeating(text, from, to);
                at = to;
            }
        }
        fresh(text, at, length, Deflater.NO_FLUSH);
        ensure(ADLER_BYTES);
        for (int shift = 24; shift >= 0; shift -= 8) {
            out[size++] = (byte) (sum >>> shift);
        }
        return size < length ? Arrays.copyOf(out, size) : new byte[0];
    }

    private void begin() {
        if (out.length > KEPT_BYTES || out.length == 0) {
            out = new byte[FIRST_BYTES];
        }
        System.arraycopy(HEADER, 0, out, 0, HEADER.length);
        size = HEADER.length;
        sum = 1;
    }

    private void repeating(byte[] text, int from, int to) {
        Part known = known(text, from, to);
        if (known == null) {
            int before = size;
            int sumBefore = sum;
            sum = 1;
            fresh(text, from, to, Deflater.SYNC_FLUSH);
            known = new Part(Arrays.copyOfRange(text, from, to), Arrays.copyOfRange(out, before, size), sum);
            sum = joined(sumBefore, sum, to - from);
        } else {
            ensure(known.compressed.length);
            System.arraycopy(known.compressed, 0, out, size, known.compressed.length);
            size += known.compressed.length;
            sum = joined(sum, known.sum, to - from);
        }
        remember(known);
    }

    /** Takes it out of what is remembered, if it is there. */
    private @Nullable Part known(byte[] text, int from, int to) {
        for (Iterator<Part> each = remembered.iterator(); each.hasNext(); ) {
            Part part = each.next();
            if (part.is(text, from, to)) {
                each.remove();
                rememberedBytes -= part.text.length;
                return part;
            }
        }
        return null;
    }

    private void remember(Part part) {
        remembered.addFirst(part);
        rememberedBytes += part.text.length;
        while (rememberedBytes > MOST_REMEMBERED) {
            rememberedBytes -= remembered.removeLast().text.length;
        }
    }

    /** @param flush {@link Deflater#SYNC_FLUSH} to end at a byte, {@link Deflater#NO_FLUSH} to end the stream */
    private void fresh(byte[] text, int from, int to, int flush) {
        adler.reset();
        adler.update(text, from, to - from);
        sum = joined(sum, (int) adler.getValue(), to - from);
        deflater.reset();
        deflater.setInput(text, from, to - from);
        if (flush == Deflater.NO_FLUSH) {
            deflater.finish();
        }
        do {
            ensure(1);
            size += deflater.deflate(out, size, out.length - size, flush);
        } while (size == out.length);
    }

    private void ensure(int more) {
        if (out.length - size < more) {
            out = Arrays.copyOf(out, Math.max(out.length * 2, size + more));
        }
    }

    /** The checksum of two texts, one behind the other, from the checksums of both. */
    private static int joined(int first, int second, int secondLength) {
        long low = first & 0xFFFF;
        long high = first >>> 16;
        long joinedLow = (low + (second & 0xFFFF) + ADLER_BASE - 1) % ADLER_BASE;
        long joinedHigh = (high + (second >>> 16) + (low + ADLER_BASE - 1) % ADLER_BASE * secondLength) % ADLER_BASE;
        return (int) (joinedHigh << 16 | joinedLow);
    }

    /** Frees what it holds outside the heap. */
    @Override
    public void close() {
        deflater.end();
    }
}
