package io.fieldpost.radio.receiver.rows;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.radio.receiver.ProgramAddress;
import io.fieldpost.radio.receiver.ReceiverAddress;
import io.fieldpost.radio.spectrum.SpectrumRow;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever a program prints in the place of rows: rows come of it or refusals, and never an error. */
class HostileRowsTest {
    private static final int TRIES = 20 * Integer.getInteger("fieldpost.tries", 100);
    private static final String[] TEXTS = {"""
        2026-01-02, 11:04:05, 88000000, 88002000, 1000.00, 16, -1.00, -2.00, -2.00
        2026-01-02, 11:04:05, 88002000, 88004000, 1000.00, 16, -3.00, -4.00, -4.00
        2026-01-02, 11:04:06, 88000000, 88002000, 1000.00, 16, -5.00, -6.00, -6.00
        """, """
        2026-01-02, 11:04:05.100001, 2400000000, 2405000000, 2500000.00, 20, -61.00, -62.00
        2026-01-02, 11:04:05.100001, 2410000000, 2415000000, 2500000.00, 20, -65.00, -66.00
        2026-01-02, 11:04:05.200001, 2400000000, 2405000000, 2500000.00, 20, -61.00, -62.00
        """, """
        # Acquisition end: 2026-01-02 03:04:06 UTC
        8.80000e+07 -100.5
        8.80010e+07 -101.5


        8.80000e+07 -102.5
        8.80010e+07 -103.5
        """};

    private final Random random = new Random(30);
    private long rows;
    private long refused;

    @Test
    void damagedRowsAreReadOrRefused() throws IOException {
        for (int i = 0; i < TRIES; i++) {
            for (RowFormat format : RowFormat.values()) {
                read(damaged(valid(random.nextInt(5))), format);
            }
        }

        assertThat(rows).isPositive();
        assertThat(refused).isPositive();
    }

    @Test
    void commandLinesAreSplitOrRefused() {
        for (int i = 0; i < 20 * TRIES; i++) {
            StringBuilder text = new StringBuilder("program:");
            for (int n = random.nextInt(12); n > 0; n--) {
                text.append("ab \\'\" \t".charAt(random.nextInt(8)));
            }
            try {
                assertThat(ReceiverAddress.parse(text.toString())).isInstanceOf(ProgramAddress.class);
            } catch (IllegalArgumentException e) {
                assertThat(e).message().containsIgnoringCase("command line");
            }
        }
    }

    private void read(byte[] bytes, RowFormat format) throws IOException {
        RowReader reader = format.open(new ByteArrayInputStream(bytes), ZoneOffset.UTC, () -> Instant.EPOCH);
        for (SpectrumRow row = reader.next(); row != null; row = reader.next()) {
            rows++;
            assertThat(row.stepHz()).isPositive();
        }
        refused += reader.refusals().count();
    }

    private byte[] valid(int kind) {
        if (kind < TEXTS.length) {
            return TEXTS[kind].getBytes(StandardCharsets.UTF_8);
        }
        ByteBuffer out = ByteBuffer.allocate(400).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < 4; i++) {
            if (kind == 3) {
                out.putInt(24)
                        .putLong(2_400_000_000L)
                        .putLong(2_405_000_000L)
                        .putFloat(-60)
                        .putFloat(-61);
            } else {
                out.put(SoapyBinaryRows.MAGIC).put((byte) 2).putDouble(1.7e9).putDouble(1.7e9 + i);
                out.putDouble(88e6)
                        .putDouble(88.001e6)
                        .putDouble(1000)
                        .putLong(4096)
                        .putLong(8)
                        .putShort((short) 0);
                out.putFloat(-60).putFloat(-61);
            }
        }
        return Arrays.copyOf(out.array(), out.position());
    }

    private byte[] damaged(byte[] valid) {
        byte[] bytes = random.nextInt(3) == 0 ? Arrays.copyOf(valid, random.nextInt(valid.length)) : valid;
        for (int n = random.nextInt(5); n > 0 && bytes.length > 0; n--) {
            int at = random.nextInt(bytes.length);
            bytes[at] = random.nextBoolean()
                    ? (byte) random.nextInt()
                    : (byte) "0123456789.-+eE, \n#:".charAt(random.nextInt(20));
        }
        return bytes;
    }
}
