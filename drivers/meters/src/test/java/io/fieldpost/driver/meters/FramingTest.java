package io.fieldpost.driver.meters;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.driver.meters.Framing.Look;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Frames from public examples of the two standards, byte by byte. */
class FramingTest {
    static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "read forward energy,    DLT645, 61 01 00 00 00 00,       11, 00 00 01 00, 68 61 01 00 00 00 00 68 11 04 33 33 34 33 14 16",
        "0.26 kWh,               DLT645, 61 01 00 00 00 00,       91, 00 00 01 00 26 00 00 00, 68 61 01 00 00 00 00 68 91 08 33 33 34 33 59 33 33 33 8A 16",
        "read Ua,                DLT645, 61 01 00 00 00 00,       11, 00 01 01 02, 68 61 01 00 00 00 00 68 11 04 33 34 34 35 17 16",
        "100.1 V,                DLT645, 61 01 00 00 00 00,       91, 00 01 01 02 01 10, 68 61 01 00 00 00 00 68 91 06 33 34 34 35 34 43 10 16",
        "read P,                 DLT645, 61 01 00 00 00 00,       11, 00 00 03 02, 68 61 01 00 00 00 00 68 11 04 33 33 36 35 18 16",
        "-1.2345 kW,             DLT645, 61 01 00 00 00 00,       91, 00 00 03 02 45 23 81, 68 61 01 00 00 00 00 68 91 07 33 33 36 35 78 56 B4 1D 16",
        "no such data,           DLT645, 61 01 00 00 00 00,       D1, 02, 68 61 01 00 00 00 00 68 D1 01 35 39 16",
        "read address,           DLT645, AA AA AA AA AA AA,       13, '', 68 AA AA AA AA AA AA 68 13 00 DF 16",
        "read cold water,        CJT188, 10 01 00 00 05 08 00 00, 01, 1F 90 00, 68 10 01 00 00 05 08 00 00 01 03 1F 90 00 39 16",
        "read any cold water,    CJT188, 10 AA AA AA AA AA AA AA, 01, 1F 90 00, 68 10 AA AA AA AA AA AA AA 01 03 1F 90 00 D1 16",
        "556677.00 m3,           CJT188, 10 44 33 22 11 00 33 78, 81, 1F 90 00 00 77 66 55 2C 00 77 66 55 2C 31 01 22 11 05 15 20 21 84, 68 10 44 33 22 11 00 33 78 81 16 1F 90 00 00 77 66 55 2C 00 77 66 55 2C 31 01 22 11 05 15 20 21 84 13 16"
    })
    void frameIsWrittenAndReadAsTheStandardHasIt(
            String what, Framing framing, String address, String control, String data, String wire) {
        MeterFrame frame = new MeterFrame(bytes(address), Integer.parseInt(control, 16), bytes(data));
        byte[] expected = bytes(wire);
        assertThat(Hex.of(framing.encode(frame))).as(what).isEqualTo(wire);
        assertThat(framing.look(expected, 0, expected.length)).isEqualTo(Look.WHOLE);
        assertThat(framing.lengthAt(expected, 0)).isEqualTo(expected.length);
        assertThat(framing.decode(expected, 0)).isEqualTo(frame);
    }

    @ParameterizedTest
    @CsvSource({
        "HALF,    68",
        "HALF,    68 61 01 00 00 00 00 68 91",
        "HALF,    68 61 01 00 00 00 00 68 91 08 33 33 34 33 59 33 33 33 8A",
        "NOTHING, 61 01 00 00 00 00 68",
        "NOTHING, 68 61 01 00 00 00 00 69",
        "NOTHING, 68 61 01 00 00 00 00 68 91 C9",
        "DAMAGED, 68 61 01 00 00 00 00 68 91 08 33 33 34 33 59 33 33 33 8B 16",
        "DAMAGED, 68 61 01 00 00 00 00 68 91 08 33 33 34 33 58 33 33 33 8A 16",
        "DAMAGED, 68 61 01 00 00 00 00 68 91 08 33 33 34 33 59 33 33 33 8A 17"
    })
    void whatIsNoFrameIsSeenAsWhatItIs(Look expected, String wire) {
        byte[] bytes = bytes(wire);
        assertThat(Framing.DLT645.look(bytes, 0, bytes.length)).isEqualTo(expected);
    }

    @Test
    void controlTellsAnswerRefusalAndFollowOn() {
        assertThat(new MeterFrame(new byte[6], 0x11, new byte[0]).isFromMeter()).isFalse();
        MeterFrame more = new MeterFrame(new byte[6], 0xB1, new byte[0]);
        assertThat(more.isFromMeter()).isTrue();
        assertThat(more.hasMore()).isTrue();
        assertThat(more.isRefusal()).isFalse();
        assertThat(more.function()).isEqualTo(0x11);
        assertThat(new MeterFrame(new byte[6], 0xD1, new byte[0]).isRefusal()).isTrue();
    }
}
