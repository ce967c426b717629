package io.fieldpost.driver.meters;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ItemTableTest {
    static Stream<Arguments> kinds() throws AddressException {
        return Stream.of(
                Arguments.of(MeterAddress.parse(Standard.DLT645_2007, "000000000161"), 103),
                Arguments.of(MeterAddress.parse(Standard.DLT645_1997, "000000000161"), 47),
                Arguments.of(MeterAddress.parse(Standard.CJT188, "10-00000805000001"), 5),
                Arguments.of(MeterAddress.parse(Standard.CJT188_HIGH_FIRST, "30-00000805000001"), 5),
                Arguments.of(MeterAddress.parse(Standard.CJT188, "20-00000805000001"), 11));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void everyItemHasANameOfItsOwnAndFitsItsData(MeterAddress meter, int count) {
        List<DataItem> items = ItemTable.of(meter);
        assertThat(items).hasSize(count);
        assertThat(items).extracting(DataItem::name).doesNotHaveDuplicates();
        assertThat(items).allSatisfy(item -> {
            assertThat(item.identifier()).hasSize(meter.standard().identifierDigits());
            int end = item.at() + item.format().length() + (item.tellsItsUnit() ? 1 : 0);
            assertThat(item.length() == 0 ? 0 : end).isLessThanOrEqualTo(item.length());
            assertThat(item.register() && !(item.format() instanceof DecimalFormat))
                    .isFalse();
            assertThat(item.length() == 0).isEqualTo(item.format() instanceof RepeatedFormat);
            assertThat(new PointAddress(meter, item, false).register()).doesNotContain(" ");
        });
    }
}
