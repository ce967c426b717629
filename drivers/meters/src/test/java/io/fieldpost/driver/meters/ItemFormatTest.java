package io.fieldpost.driver.meters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fieldpost.driver.Value;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ItemFormatTest {
    private static Reading read(String format, String data) throws AddressException {
        return ItemFormat.parse(format).read(FramingTest.bytes(data), 0);
    }

    @ParameterizedTest
    @CsvSource({
        "XXXXXX.XX, 26 00 00 00, 0.26",
        "XXXXXX.XX, 99 99 99 99, 999999.99",
        "XXX.X, 01 10, 100.1",
        "-XX.XXXX, 45 23 81, -1.2345",
        "-XX.XXXX, 45 23 01, 1.2345",
        "-XXX.XXX, 00 00 80, 0.000",
        "XX.XXXX, 45 23 81, 81.2345",
        "XXXXXX, 80 00 00, 80",
        "X.XXX, 98 09, 0.998",
        "XXX, 20 02, 220",
        "XXXXXX.XX, 00 77 66 55, 556677.00"
    })
    void decimalsAreExactlyWhatTheMeterShows(String format, String data, String shown) throws Exception {
        assertThat(read(format, data)).hasToString(shown);
    }

    @Test
    void decimalIsTheNearestRealAndAWholeOneIsAnInt() throws Exception {
        assertThat(((Reading.Decimal) read("XXXXXX.XX", "26 00 00 00")).value()).isEqualTo(new Value.Real(0.26));
        assertThat(((Reading.Decimal) read("XXXXXX", "80 00 00")).value()).isEqualTo(new Value.Int(80));
    }

    @ParameterizedTest
    @CsvSource({
        "YYMMDDhhmm,     15 10 27 11 26, 2026-11-27T10:15",
        "YYMMDDWW,       05 27 11 26, 2026-11-27",
        "hhmmss,         59 30 23, 23:30:59",
        "MMDDhhmm,       15 10 27 11, 11-27T10:15",
        "YYYYMMDDhhmmss, 31 01 22 11 05 15 20, 2015-05-11T22:01:31",
        "NNNNNNNNNNNN,   61 01 00 00 00 00, 000000000161"
    })
    void clocksAndNamesAreText(String format, String data, String text) throws Exception {
        assertThat(read(format, data)).isEqualTo(new Reading.Plain(new Value.Text(text)));
    }

    @ParameterizedTest
    @CsvSource({"bits16, 21 84, 33825", "bits8, FF, 255", "bits32, 00 00 00 80, 2147483648"})
    void wordsOfBitsAreWholeNumbersWithoutASign(String format, String data, long word) throws Exception {
        assertThat(read(format, data)).isEqualTo(new Reading.Plain(new Value.Int(word)));
    }

    @Test
    void oneBitOfAWordIsTrueOrFalse() throws Exception {
        assertThat(read("bit2of16", "04 00")).isEqualTo(new Reading.Plain(new Value.Bool(true)));
        assertThat(read("bit15of16", "FF 7F")).isEqualTo(new Reading.Plain(new Value.Bool(false)));
    }

    @Test
    void repeatedNumbersAreAnArrayWithHolesWhereTheMeterHasNone() throws Exception {
        assertThat(read("XXX.X[]", "01 22 FF FF 03 22"))
                .isEqualTo(new Reading.Plain(
                        new Value.Array(List.of(new Value.Real(220.1), new Value.Absent(), new Value.Real(220.3)))));
        assertThat(read("XXX.X[]", "01 22 FF")).isInstanceOf(Reading.Unreadable.class);
    }

    @ParameterizedTest
    @CsvSource({"XXX.X, FF FF", "hhmmss, FF FF FF", "NNNN, FF FF"})
    void allOnesMeanThatTheMeterHasNoSuchValue(String format, String data) throws Exception {
        assertThat(read(format, data)).isInstanceOf(Reading.Unavailable.class);
    }

    @ParameterizedTest
    @CsvSource({
        "XXX.X, 0A 10",
        "XXX.X, 01 A0",
        "-XX.XXXX, 45 23 9A",
        "hhmmss, 60 00 00",
        "hhmmss, 00 00 25",
        "NNNN, 0B 00"
    })
    void whatIsNoDecimalDigitOrNoTimeIsUnreadable(String format, String data) throws Exception {
        assertThat(read(format, data)).isInstanceOf(Reading.Unreadable.class);
    }

    @ParameterizedTest
    @CsvSource({
        "XX.XX.XX, is no format",
        "kWh, is no format",
        "-, is no format",
        "XXXXXXXXXXXXXXX.XX, has 17 digits",
        "bit16of16, there is no bit 16 of 16",
        "YYMMDDhh[], is no format"
    })
    void whatIsNoFormatIsRefused(String format, String complaint) {
        assertThatThrownBy(() -> ItemFormat.parse(format)).hasMessageContaining(complaint);
    }

    @Property
    void anyBytesAreReadWithoutAFailure(@ForAll @Size(min = 7, max = 20) byte[] data) throws Exception {
        for (String format :
                List.of("XXXXXX.XX", "-XX.XXXX", "XXX.X[]", "YYYYMMDDhhmmss", "NNNNNN", "bits32", "bytes")) {
            assertThat(ItemFormat.parse(format).read(data, 0)).isNotNull();
        }
    }
}
