package io.fieldpost.radio.licence;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.radio.detect.Emission;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntermodulationTest {
    private static final List<Emission> STRONG = List.of(
            OnAir.emission(1, 90.0, 100, -20), OnAir.emission(2, 91.3, 100, -22), OnAir.emission(3, 95.1, 100, -25));

    /** 2·90 − 91.3, 91.3 + 95.1 − 90, 90 + 91.3, 95.1 − 90, 3·90 − 2·91.3. */
    @ParameterizedTest
    @CsvSource({
        "88.7, -60, 3, 2·90.000 − 91.300 MHz",
        "96.4, -60, 3, 91.300 + 95.100 − 90.000 MHz",
        "181.3, -60, 2, 90.000 + 91.300 MHz",
        "5.1, -60, 2, 90.000 − 95.100 MHz",
        "87.4, -75, 5, 3·90.000 − 2·91.300 MHz"
    })
    void productsOfEachOrderAreFound(double mhz, double levelDb, int order, String formula) {
        Product product = explained(OnAir.emission(9, mhz, 100, levelDb), Double.NaN);
        assertThat(product).isNotNull();
        assertThat(product.order()).isEqualTo(order);
        assertThat(product.formula()).isEqualTo(formula);
    }

    @ParameterizedTest
    @CsvSource({"88.73, 100, -60", "88.7, 500, -60", "88.7, 100, -50"})
    void whatLiesBesideIsTooWideOrTooStrongIsNoProduct(double mhz, double khz, double levelDb) {
        assertThat(explained(OnAir.emission(9, mhz, khz, levelDb), Double.NaN)).isNull();
    }

    /** 2·(−20) − 22 − 2·10 = −82 with an intercept point of 10: −80 can be one, −70 can't. */
    @Test
    void interceptPointBoundsTheLevelOfAProduct() {
        assertThat(explained(OnAir.emission(9, 88.7, 100, -80), 10)).isNotNull();
        assertThat(explained(OnAir.emission(9, 88.7, 100, -70), 10)).isNull();
    }

    @Test
    void emissionsThatAreNotStrongMakeNothing() {
        List<Emission> weak = List.of(OnAir.emission(1, 90.0, 100, -62), OnAir.emission(2, 91.3, 100, -62));
        assertThat(new Intermodulation(weak, 10e3, Double.NaN).explanation(OnAir.emission(9, 88.7, 100, -95)))
                .isNull();
    }

    private static Product explained(Emission weak, double interceptDb) {
        List<Emission> all = new ArrayList<>(STRONG);
        all.add(weak);
        return new Intermodulation(all, 10e3, interceptDb).explanation(weak);
    }
}
