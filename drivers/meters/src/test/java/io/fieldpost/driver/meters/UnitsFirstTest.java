package io.fieldpost.driver.meters;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class UnitsFirstTest {
    private static final String REST = " 03 19 00 10 19 00 61 27 00 26 57 23 31 03 15 20 03 01";

    @Test
    void unitsBeforeTheValuesComeBehindThem() {
        byte[] data =
                FramingTest.bytes("08 27 01 00 00 05 19 28 53 00 17 00 00 00 00 35 00 00 00 00 2C 42 33 18 00" + REST);
        assertThat(Hex.of(UnitsFirst.putBehind(data)))
                .isEqualTo("27 01 00 00 08 19 28 53 00 05 00 00 00 00 17 00 00 00 00 35 42 33 18 00 2C" + REST);
    }

    @Test
    void unitsBehindTheValuesStayThereEvenWhereTheLowestDigitsLookLikeUnits() {
        byte[] data =
                FramingTest.bytes("08 27 01 00 08 05 19 28 53 05 17 00 00 00 17 35 00 00 00 35 2C 42 33 18 2C" + REST);
        assertThat(UnitsFirst.putBehind(data)).isSameAs(data);
    }

    @Test
    void oneUnitOfAnotherKindBeforeItsValueProvesNothing() {
        byte[] data =
                FramingTest.bytes("08 27 01 00 00 05 19 28 53 00 17 00 00 00 00 2C 00 00 00 00 2C 42 33 18 00" + REST);
        assertThat(UnitsFirst.putBehind(data)).isSameAs(data);
    }

    @Test
    void anyBytesKeepTheirNumber() {
        Random random = new Random(188);
        for (int i = 0; i < 10_000; i++) {
            byte[] data = new byte[random.nextInt(60)];
            random.nextBytes(data);
            assertThat(UnitsFirst.putBehind(data)).hasSameSizeAs(data);
        }
    }
}
