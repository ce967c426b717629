package io.fieldpost.agent.publish;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PartDeflaterTest {
    private static final int PART = PartDeflater.LEAST_PART;

    private final PartDeflater deflater = new PartDeflater();

    @AfterEach
    void close() {
        deflater.close();
    }

    /** One after the other, with parts that come again, that differ in one byte, that are too short or too long to be remembered. */
    @Property(tries = 200)
    void whateverIsCompressedIsReadBackByZlib(
            @ForAll @Size(min = 1, max = 12) List<@IntRange(min = 0, max = 3) Integer> kinds, @ForAll Random random)
            throws DataFormatException {
        try (PartDeflater one = new PartDeflater()) {
            byte[][] known = new byte[4][];
            for (int kind : kinds) {
                if (known[kind] == null || random.nextInt(3) == 0) {
                    known[kind] = text(random, sizeOf(kind, random));
                }
                byte[] part = known[kind].clone();
                if (random.nextInt(4) == 0) {
                    part[random.nextInt(part.length)] ^= 1;
                }
                byte[] before = text(random, random.nextInt(400));
                byte[] between = text(random, random.nextInt(3) * PART);
                byte[] after = text(random, 200 + random.nextInt(20_000));
                byte[] message = joined(before, part, between, part, after);
                int second = before.length + part.length + between.length;
                byte[] deflated = one.deflated(
                        message,
                        message.length - 100,
                        before.length,
                        before.length + part.length,
                        second,
                        second + part.length);
                assertThat(inflated(deflated)).isEqualTo(Arrays.copyOf(message, message.length - 100));
            }
        }
    }

    private static int sizeOf(int kind, Random random) {
        return switch (kind) {
            case 0 -> 1 + random.nextInt(PART);
            case 1 -> PART;
            case 2 -> PART + random.nextInt(150_000);
            default -> PartDeflater.MOST_REMEMBERED - 1 + random.nextInt(3);
        };
    }

    @Test
    void partThatComesAgainCostsNoWork() throws DataFormatException {
        byte[] first = joined(text(new Random(1), 100), text(new Random(2), 100_000), text(new Random(3), 100));
        byte[] second = joined(text(new Random(4), 300), text(new Random(2), 100_000), text(new Random(5), 100));
        deflater.deflated(first, first.length, 100, 100_100);
        deflater.deflated(second, second.length, 300, 100_300);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        byte[] deflated = deflater.deflated(first, first.length, 100, 100_100);
        // A part that was new would be copied, to be known when it comes again.
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(deflated.length + 20_000L);
        assertThat(inflated(deflated)).isEqualTo(first);
    }

    @Test
    void whatDoesNotBecomeShorterIsNotCompressed() {
        assertThat(deflater.deflated(new byte[] {'a', 'b'}, 2)).isEmpty();
        assertThat(deflater.deflated(text(new Random(1), 100), 100)).isNotEmpty();
        byte[] noise = new byte[3 * PART];
        new Random(1).nextBytes(noise);
        assertThat(deflater.deflated(noise, noise.length, PART, 2 * PART)).isEmpty();
    }

    private static byte[] joined(byte[]... pieces) {
        int size = 0;
        for (byte[] piece : pieces) {
            size += piece.length;
        }
        byte[] all = new byte[size];
        int at = 0;
        for (byte[] piece : pieces) {
            System.arraycopy(piece, 0, all, at, piece.length);
            at += piece.length;
        }
        return all;
    }

    /** Digits, which compress to less than half. */
    private static byte[] text(Random random, int size) {
        byte[] text = new byte[size];
        for (int i = 0; i < size; i++) {
            text[i] = (byte) ('0' + random.nextInt(10));
        }
        return text;
    }

    private static byte[] inflated(byte[] deflated) throws DataFormatException {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(deflated);
            byte[] out = new byte[4 << 20];
            int size = inflater.inflate(out);
            assertThat(inflater.finished()).as("ends, with its checksum").isTrue();
            assertThat(inflater.getRemaining()).isZero();
            return Arrays.copyOf(out, size);
        } finally {
            inflater.end();
        }
    }
}
