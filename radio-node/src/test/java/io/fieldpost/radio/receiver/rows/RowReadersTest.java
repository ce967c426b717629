package io.fieldpost.radio.receiver.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fieldpost.radio.spectrum.LevelUnit;
import io.fieldpost.radio.spectrum.SpectrumRow;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowReadersTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private RowReader reader;

    @Test
    void hopsOfOneTimeAreOneRowInOrderOfFrequencyAndTheDoubledLastLevelIsLeftOut() throws IOException {
        List<SpectrumRow> rows = read("""
                2026-01-02, 11:04:05, 88000000, 88002000, 1000.00, 16, -1.00, -2.00, -2.00
                2026-01-02, 11:04:05, 88002000, 88004000, 1000.00, 16, -3.00, -4.00, -4.00
                2026-01-02, 11:04:06, 88000000, 88002000, 1000.00, 16, -5.00, -6.00, -6.00
                2026-01-02, 11:04:06, 88002000, 88004000, 1000.00, 16, -7.00, -8.00, -8.00
                """);

        assertThat(rows).hasSize(2);
        assertThat(rows.get(0).levelDb()).containsExactly(-1, -2, -3, -4);
        assertThat(rows.get(0).startHz()).isEqualTo(88_000_000);
        assertThat(rows.get(0).stepHz()).isEqualTo(1000);
        assertThat(rows.get(0).unit()).isEqualTo(LevelUnit.DBFS);
        // Shanghai is eight hours ahead.
        assertThat(rows.get(0).time()).isEqualTo(Instant.parse("2026-01-02T03:04:05Z"));
        assertThat(rows.get(1).levelDb()).containsExactly(-5, -6, -7, -8);
        assertThat(reader.refusals().count()).isZero();
    }

    @Test
    void badLineIsNamedAndTheRowGoesOnWithoutIt() throws IOException {
        List<SpectrumRow> rows = read("""
                2026-01-02, 11:04:05, 88000000, 88001000, 1000.00, 16, -1.00, -1.00
                2026-01-02, 11:04:05, 88001000, 88002000, 1000.00, 16, -2.00, -2.00
                2026-01-02, 11:04:05, 88002000, 88003000, 1000.00, 16, -3.00, -3.00
                2026-01-02, 11:04:06, 88000000, 88001000, 1000.00, 16, -4.00, -4.00
                2026-01-02, 11:04:06, 88001000, 88002000, 1000.00, 16, -5.x0, -5.00
                2026-01-02, 11:04:06, 88002000, 88003000, 1000.00, 16, -6.00, -6.00
                """);

        assertThat(rows).hasSize(2);
        assertThat(rows.get(1).levelDb()).containsExactly(-4, Float.NaN, -6);
        assertThat(rows.get(1).suspect()).isEqualTo("drop");
        assertThat(reader.refusals().count()).isEqualTo(1);
        assertThat(reader.refusals().last()).isEqualTo("line 5: not a number: '-5.x0'");
    }

    @Test
    void levelAtTheHighFrequencyStaysWhenItIsNoDouble() throws IOException {
        List<SpectrumRow> rows = read(
                "2026-01-02, 11:04:05, 88000000.0, 88002000.0, 1000.0, 4096, -61.1234567890123456, -62.5, -63.25\n");

        assertThat(rows).hasSize(1);
        assertThat(rows.get(0).levelDb()).containsExactly(-61.12345678901234f, -62.5f, -63.25f);
        assertThat(rows.get(0).stepHz()).isEqualTo(1000);
    }

    @Test
    void whatTheCLibraryWritesForNoNumberIsNoLevel() throws IOException {
        List<SpectrumRow> rows = read("2026-01-02, 11:04:05, 88000000, 88004000, 1000.00, 16, -inf, nan, -nan, 1e1\n");

        assertThat(rows.get(0).levelDb()).containsExactly(Float.NaN, Float.NaN, Float.NaN, 10);
    }

    @Test
    void rowIsThereAtOnceWhenItHasAsManyHopsAsTheOneBefore() throws IOException {
        String two = """
                2026-01-02, 11:04:05, 88000000, 88002000, 1000.00, 16, -1.00, -2.00, -2.00
                2026-01-02, 11:04:06, 88000000, 88002000, 1000.00, 16, -5.00, -6.00, -6.00
                """;
        // The stream fails when it is read beyond its second line: a live program would make the reader wait there.
        InputStream in = new ByteArrayInputStream(two.getBytes(StandardCharsets.UTF_8)) {
            @Override
            public synchronized int read(byte[] bytes, int from, int length) {
                int count = super.read(bytes, from, length);
                if (count < 0) {
                    throw new AssertionError("waited for the next sweep");
                }
                return count;
            }
        };
        RowReader live = new CsvRows(in, false, ZoneOffset.UTC);

        assertThat(live.next().levelDb()).containsExactly(-1, -2);
        assertThat(live.next().levelDb()).containsExactly(-5, -6);
    }

    @Test
    void hackrfSweepIsCompleteWhenItsFrequencyComesAgain() throws IOException {
        // Order and fractions of time as hackrf_sweep has them: two quarters of each tuning.
        String sweep = """
                2026-01-02, 11:04:05.%1$d00001, 2400000000, 2405000000, 2500000.00, 20, -61.00, -62.00
                2026-01-02, 11:04:05.%1$d00001, 2410000000, 2415000000, 2500000.00, 20, -65.00, -66.00
                2026-01-02, 11:04:05.%1$d00002, 2405000000, 2410000000, 2500000.00, 20, -63.00, -64.00
                2026-01-02, 11:04:05.%1$d00002, 2415000000, 2420000000, 2500000.00, 20, -67.00, -68.00
                """;
        List<SpectrumRow> rows = read(String.format(sweep, 1) + String.format(sweep, 2));

        assertThat(reader).isInstanceOf(CsvRows.class);
        assertThat(rows).hasSize(2);
        assertThat(rows.get(0).levelDb()).containsExactly(-61, -62, -63, -64, -65, -66, -67, -68);
        assertThat(rows.get(0).startHz()).isEqualTo(2_401_250_000.0);
        assertThat(rows.get(0).suspect()).isEmpty();
    }

    @Test
    void hackrfBinaryRecordsAreReadAndGarbageBetweenThemSkipped() throws IOException {
        ByteBuffer out = ByteBuffer.allocate(1000).order(ByteOrder.LITTLE_ENDIAN);
        for (int sweep = 0; sweep < 2; sweep++) {
            hackrf(out, 2_400_000_000L, -61, -62);
            hackrf(out, 2_410_000_000L, -65, -66);
            if (sweep == 1) {
                out.put(new byte[] {1, 2, 3});
            }
            hackrf(out, 2_405_000_000L, -63, -64);
            hackrf(out, 2_415_000_000L, -67, -68);
        }
        List<SpectrumRow> rows = read(new ByteArrayInputStream(out.array(), 0, out.position()));

        assertThat(reader).isInstanceOf(HackrfBinaryRows.class);
        assertThat(rows).hasSize(2);
        for (SpectrumRow row : rows) {
            assertThat(row.levelDb()).containsExactly(-61, -62, -63, -64, -65, -66, -67, -68);
            assertThat(row.time()).isEqualTo(NOW);
        }
        assertThat(reader.refusals().count()).isEqualTo(1);
        assertThat(reader.refusals().last()).startsWith("byte 168: no record of hackrf_sweep begins here");
    }

    private static void hackrf(ByteBuffer out, long low, float... levels) {
        out.putInt(16 + 4 * levels.length).putLong(low).putLong(low + 5_000_000);
        for (float level : levels) {
            out.putFloat(level);
        }
    }

    @Test
    void soapyBinaryRecordsAreReadAndGarbageBetweenThemSkipped() throws IOException {
        ByteBuffer out = ByteBuffer.allocate(1000).order(ByteOrder.LITTLE_ENDIAN);
        soapy(out, 1_700_000_000.5, 88_000_000, -10, -20);
        soapy(out, 1_700_000_000.6, 88_002_000, -30, -40);
        out.put(new byte[] {'S', 'D', 'x'});
        soapy(out, 1_700_000_001.5, 88_000_000, -50, -60);
        soapy(out, 1_700_000_001.6, 88_002_000, -70, -80);
        List<SpectrumRow> rows = read(new ByteArrayInputStream(out.array(), 0, out.position()));

        assertThat(reader).isInstanceOf(SoapyBinaryRows.class);
        assertThat(rows).hasSize(2);
        assertThat(rows.get(0).levelDb()).containsExactly(-10, -20, -30, -40);
        assertThat(rows.get(0).time()).isEqualTo(Instant.ofEpochMilli(1_700_000_000_600L));
        assertThat(rows.get(1).levelDb()).containsExactly(-50, -60, -70, -80);
        assertThat(reader.refusals().count()).isEqualTo(1);
    }

    private static void soapy(ByteBuffer out, double end, double first, float... levels) {
        out.put("SDRFF".getBytes(StandardCharsets.US_ASCII))
                .put((byte) 2)
                .putDouble(end - 0.1)
                .putDouble(end);
        out.putDouble(first).putDouble(first + 1000 * (levels.length - 1)).putDouble(1000);
        out.putLong(4096).putLong(4L * levels.length).putShort((short) 0);
        for (float level : levels) {
            out.putFloat(level);
        }
    }

    @Test
    void densitiesOfRtlPowerFftwBecomePowersOfCells() throws IOException {
        List<SpectrumRow> rows = read("""
                # rtl-power-fftw output
                # Acquisition start: 2026-01-02 03:04:05 UTC
                # Acquisition end: 2026-01-02 03:04:06 UTC
                #
                # frequency [Hz] power spectral density [dB/Hz]
                8.80000e+07 -100.5
                8.80010e+07 -101.5

                8.80020e+07 -102.5
                8.80030e+07 what

                # Acquisition start: 2026-01-02 03:04:07 UTC
                8.80000e+07 -90
                8.80010e+07 -91

                8.80020e+07 -92
                8.80030e+07 -93


                """);

        assertThat(reader).isInstanceOf(FftwRows.class);
        // 1000 Hz are 30 dB. The hop whose second level is unreadable has no step and is left out.
        assertThat(rows.get(0).levelDb()).containsExactly(-70.5f, -71.5f);
        assertThat(rows.get(0).time()).isEqualTo(Instant.parse("2026-01-02T03:04:06Z"));
        assertThat(rows.get(1).levelDb()[3]).isEqualTo(-63f, within(1e-4f));
        assertThat(reader.refusals().last()).isEqualTo("line 10: not a number: 'what'");
    }

    @Test
    void lineWithoutEndIsRefusedInBoundedMemory() throws IOException {
        byte[] endless = new byte[BoundedLines.LONGEST + 100_000];
        Arrays.fill(endless, (byte) '1');
        reader = new CsvRows(new ByteArrayInputStream(endless), false, ZoneOffset.UTC);

        assertThat(reader.next()).isNull();
    }

    @Test
    void sweepWiderThanMemoryAllowsIsRefused() throws IOException {
        read("""
                2026-01-02, 11:04:05, 88000000, 88002000, 1.00e3, 16, -1.00, -2.00, -2.00
                2026-01-02, 11:04:05, 888000002000, 888000004000, 1000.00, 16, -3.00, -4.00, -4.00
                """);

        assertThat(reader.refusals().last()).startsWith("line 2: sweep would have more than 2097152 cells");
    }

    private List<SpectrumRow> read(String text) throws IOException {
        return read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private List<SpectrumRow> read(InputStream in) throws IOException {
        reader = RowFormat.AUTOMATIC.open(in, ZoneId.of("Asia/Shanghai"), () -> NOW);
        List<SpectrumRow> rows = new ArrayList<>();
        for (SpectrumRow row = reader.next(); row != null; row = reader.next()) {
            rows.add(row);
        }
        return rows;
    }
}
