package io.fieldpost.radio.receiver.eb200;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.driver.DriverException;
import io.fieldpost.radio.spectrum.LevelUnit;
import io.fieldpost.radio.spectrum.SpectrumRow;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowAssemblerTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final long START = 88_000_000;
    private static final long STEP = 100_000;
    private static final short END = 2000;

    private final List<SpectrumRow> rows = new ArrayList<>();
    private final RowAssembler assembler = new RowAssembler(() -> NOW, () -> false, 0.001, rows::add);
    private final Datagrams datagrams = new Datagrams((attribute, gap) -> assembler.pscan(attribute, gap));

    @Test
    void scanInPiecesWithoutAnyPlaceBeginsBehindTheFirstMark() throws DriverException {
        Eb200Encoder encoder = new Eb200Encoder(ByteOrder.LITTLE_ENDIAN, 32);
        send(encoder, 0, 7, END);
        send(encoder, 0, 10, 20);
        send(encoder, 2, 30, 40, END, 50);
        send(encoder, 1, 60, 70, 80, END);

        assertThat(rows).hasSize(2);
        assertThat(rows.get(0).levelDb()).containsExactly(1, 2, 3, 4);
        assertThat(rows.get(1).levelDb()).containsExactly(5, 6, 7, 8);
        assertThat(rows.get(1).startHz()).isEqualTo(START);
        assertThat(rows.get(1).stepHz()).isEqualTo(STEP);
        assertThat(rows.get(1).unit()).isEqualTo(LevelUnit.DBUV);
        assertThat(rows.get(1).time()).isEqualTo(NOW);
        assertThat(rows.get(1).suspect()).isEmpty();
        // 1 ms of 100 kHz holds a hundred independent samples.
        assertThat(rows.get(1).looks()).isEqualTo(100);
    }

    @Test
    void lostPieceOfUnknownPlaceThrowsItsRowAwayAndNotTheNext() throws DriverException {
        Eb200Encoder encoder = new Eb200Encoder(ByteOrder.BIG_ENDIAN, 32);
        send(encoder, 0, 0, END);
        send(encoder, 0, 10, 20);
        encoder.cw(1, 0, 0, 0, 0);
        send(encoder, 3, 40, END);
        send(encoder, 0, 50, 60, 70, 80, END);

        assertThat(rows).hasSize(1);
        assertThat(rows.get(0).levelDb()).containsExactly(5, 6, 7, 8);
        assertThat(datagrams.missing()).isEqualTo(1);
        assertThat(assembler.abandoned()).isEqualTo(1);
    }

    @Test
    void lostPieceOfKnownPlaceLeavesAHoleInASuspectRow() throws DriverException {
        Eb200Encoder encoder = new Eb200Encoder(ByteOrder.BIG_ENDIAN, 70);
        send(encoder, 0, 10);
        encoder.cw(1, 0, 0, 0, 0);
        send(encoder, 2, 30, 40, END);

        assertThat(rows).hasSize(1);
        assertThat(rows.get(0).levelDb()).containsExactly(1, Float.NaN, 3, 4);
        assertThat(rows.get(0).suspect()).isEqualTo("drop");
    }

    @Test
    void firstFrequencyOfAPiecePlacesItAfterALoss() throws DriverException {
        Eb200Encoder encoder = new Eb200Encoder(ByteOrder.BIG_ENDIAN, 62);
        send(encoder, 0, 1, END);
        send(encoder, 0, 10);
        encoder.cw(1, 0, 0, 0, 0);
        send(encoder, 3, 40);

        assertThat(rows).hasSize(1);
        assertThat(rows.get(0).levelDb()).containsExactly(1, Float.NaN, Float.NaN, 4);
    }

    @Test
    void otherRangeBeginsAnewWithoutMixing() throws DriverException {
        Eb200Encoder encoder = new Eb200Encoder(ByteOrder.BIG_ENDIAN, 70);
        send(encoder, 0, 10, 20);
        datagrams.accept(
                ByteBuffer.wrap(encoder.pscan(2 * START, 2 * START + STEP, STEP, 0, new short[] {55, 66, END}, 0)));

        assertThat(rows).hasSize(1);
        assertThat(rows.get(0).startHz()).isEqualTo(2 * START);
        assertThat(rows.get(0).levelDb()).containsExactly(5.5f, 6.6f);
    }

    @Test
    void scanOfMorePointsThanFitIsRefusedAndNotAllocated() throws DriverException {
        Eb200Encoder encoder = new Eb200Encoder(ByteOrder.BIG_ENDIAN, 32);
        datagrams.accept(ByteBuffer.wrap(encoder.pscan(0, 4_000_000_000L, 1, 0, new short[] {1}, 0)));

        assertThat(datagrams.malformed()).isEqualTo(1);
        assertThat(datagrams.lastComplaint()).contains("4000000000 Hz in steps of 1 Hz");
    }

    /** Levels in tenths, from a place on in a scan of four. */
    private void send(Eb200Encoder encoder, int offset, int... tenths) throws DriverException {
        short[] values = new short[tenths.length];
        for (int i = 0; i < tenths.length; i++) {
            values[i] = (short) tenths[i];
        }
        datagrams.accept(ByteBuffer.wrap(encoder.pscan(START, START + 3 * STEP, STEP, 0, values, offset)));
    }
}
