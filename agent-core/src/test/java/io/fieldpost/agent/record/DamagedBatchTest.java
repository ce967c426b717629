package io.fieldpost.agent.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each damage is told by what it is and where. Bytes are by {@code docs/reference/store-format.md}. */
class DamagedBatchTest {
    /** Point {@code s}, {@code n}, unit {@code u}, of type real, as the first and the next one. */
    private static final String POINT = "0001730001 6e 0001 75 03";

    private final BatchReader reader = new BatchReader();

    @ParameterizedTest
    @CsvSource({
        "'',                                              the end came too early at byte 0 of 0",
        "0401,                                            'version 4, known are 2 and 3 at byte 1 of 2'",
        "02,                                              the end came too early at byte 1 of 1",
        "0205 a0,                                         '5 announced, room for 1 at byte 2 of 3'",
        "0201 00ffffffffffffffffffff,                     a number longer than ten bytes at byte 13 of 13",
        "0201 6001,                                       point 1 of 0 at byte 4 of 4",
        "0201 60 ffffffffffffffffff01,                    point 18446744073709551615 of 0 at byte 13 of 13",
        "0201 e0 01,                                      text 1 of 0 at byte 4 of 4",
        "0201 e0 0001ff,                                  text that is not UTF-8 at byte 5 of 6",
        "0201 e0 0003eda080,                              text that is not UTF-8 at byte 5 of 8",
        "0201 e0 0001730001 6e 0001 75 0b,                value type 11 at byte 13 of 13",
        "0201 ec POINT,                                   value kind 12 at byte 13 of 13",
        "0201 ef 0f POINT,                                value kind 15 at byte 14 of 14",
        "0201 c0 POINT 00 fcffffffff07,                   a time that can't be at byte 20 of 20",
        "0201 c0 POINT 00 84d0acf30e,                     a time that can't be at byte 19 of 19",
        "0201 c0 POINT ffffffffffffffffff01 00,           a time that can't be at byte 24 of 24",
        "0201 f3 POINT 00000080 02,                       a value of quality BAD at byte 18 of 18",
        "0201 f3 POINT 000034c0 02,                       a value of quality BAD at byte 18 of 18",
        "0201 e0 POINT 00,                                1 bytes too many at byte 13 of 14",
        "0201 e4 POINT 00,                                the end came too early at byte 13 of 14",
        "0201 e6 POINT 0180,                              text that is not UTF-8 at byte 14 of 15",
        "0201 e9 POINT 02 0001610000016100,               the field a twice at byte 22 of 22",
    })
    void isTold(String hex, String what) {
        byte[] bytes = bytes(hex);
        assertThatThrownBy(() -> reader.read(bytes))
                .isInstanceOf(DamagedBatchException.class)
                .hasMessage("damaged batch: " + what);
        assertThatThrownBy(() -> BatchCodec.decode(bytes)).hasMessage("damaged batch: " + what);
    }

    @Test
    void nestingBeyondTheLimitIsTold() {
        byte[] bytes = bytes("0201 ea POINT" + "010a".repeat(40));
        assertThatThrownBy(() -> reader.read(bytes)).hasMessageContaining("values nested deeper than 32");
    }

    @Test
    void batchAfterADamagedOneIsReadWhole() throws DamagedBatchException {
        assertThatThrownBy(() -> reader.read(bytes("0202 e3 POINT 02 ff"))).isInstanceOf(DamagedBatchException.class);

        BatchColumns columns = reader.read(bytes("0201 e3 POINT 04"));
        assertThat(columns.count()).isEqualTo(1);
        assertThat(columns.points()).isEqualTo(1);
        assertThat(columns.whole(0)).isEqualTo(2);
        assertThat(columns.anyHistorical()).isFalse();
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace("POINT", POINT).replace(" ", ""));
    }
}
