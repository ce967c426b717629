package io.fieldpost.driver.nmea;

import static io.fieldpost.driver.nmea.Said.first;
import static io.fieldpost.driver.nmea.Said.sentence;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SentenceReaderTest {
    private static Told.Place place(String... lines) throws Exception {
        List<Told> facts = Said.facts(Said.NOON, lines);
        return (Told.Place) facts.stream()
                .filter(each -> each instanceof Told.Place)
                .reduce((one, other) -> other)
                .orElseThrow();
    }

    @Test
    void degreesAndMinutesBecomeDegrees() throws Exception {
        Told.Place place = place("$GPGGA,123519,4807.038,N,01131.000,E,1,08,0.9,545.4,M,46.9,M,,*47");
        assertThat(place.latitudeDeg()).isCloseTo(48 + 7.038 / 60, within(1e-12));
        assertThat(place.longitudeDeg()).isCloseTo(11 + 31.0 / 60, within(1e-12));
        assertThat(place.altitudeM()).isEqualTo(545.4);
        assertThat(place.kind()).isEqualTo(FixKind.GNSS);
        assertThat(place.time()).as("no date has been told").isNull();
    }

    @Test
    void southAndWestAreNegative() throws Exception {
        Told.Place place = place(sentence("GPGLL,3351.650,S,15112.300,W,225444,A,A"));
        assertThat(place.latitudeDeg()).isCloseTo(-(33 + 51.65 / 60), within(1e-12));
        assertThat(place.longitudeDeg()).isCloseTo(-(151 + 12.3 / 60), within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({
        "0,NONE",
        "1,GNSS",
        "2,DIFFERENTIAL",
        "4,RTK",
        "5,RTK_FLOAT",
        "6,ESTIMATED",
        "7,MANUAL",
        "8,SIMULATED",
        "9,NONE"
    })
    void kindOfTheFixIsThatOfTheQualityIndicator(int indicator, FixKind kind) throws Exception {
        assertThat(place(sentence("GPGGA,120000,4807.038,N,01131.000,E,%d,08,0.9,545.4,M,,M,,".formatted(indicator)))
                        .kind())
                .isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({
        "A,A,GNSS",
        "A,,GNSS",
        "A,D,DIFFERENTIAL",
        "A,R,RTK",
        "V,N,NONE",
        "V,,NONE",
        "V,A,NONE",
        "V,E,ESTIMATED",
        "A,S,SIMULATED"
    })
    void statusAndModeOfRmcSayWhatAFixItIs(String status, String mode, FixKind kind) throws Exception {
        String said = mode == null ? "" : mode;
        assertThat(place(sentence("GPRMC,120000,%s,4807.038,N,01131.000,E,1,2,020326,,,%s".formatted(status, said)))
                        .kind())
                .isEqualTo(kind);
    }

    @Test
    void positionThatIsLeftEmptyIsNone() throws Exception {
        assertThat(place(sentence("GPGGA,120000,,,,,1,00,99.99,,,,,,")).kind()).isEqualTo(FixKind.NONE);
    }

    @Test
    void bestSystemOfGnsIsTheKindOfItsFix() throws Exception {
        assertThat(place(sentence("GNGNS,120000,4807.038,N,01131.000,E,ANRN,14,0.6,545.4,46.9,,"))
                        .kind())
                .isEqualTo(FixKind.RTK);
        assertThat(place(sentence("GNGNS,120000,4807.038,N,01131.000,E,NNNN,00,99,545.4,46.9,,"))
                        .kind())
                .isEqualTo(FixKind.NONE);
    }

    @Test
    void knotsAndKilometresAnHourBecomeMetresASecond() throws Exception {
        // 22.4 kn = 22.4 x 1852 m / 3600 s
        assertThat(first(Said.facts(Said.NOON, Said.RMC), Told.Motion.class).speedMps())
                .isCloseTo(11.523556, within(1e-6));
        Told.Motion motion =
                first(Said.facts(Said.NOON, sentence("GPVTG,054.7,T,034.4,M,,N,036.0,K,D")), Told.Motion.class);
        assertThat(motion.speedMps()).isCloseTo(10, within(1e-9));
        assertThat(motion.courseDeg()).isEqualTo(54.7);
    }

    @Test
    void clockIsComparedWithTheTimeOfAFixAlone() throws Exception {
        Instant late = Said.NOON.plusMillis(350);
        assertThat(first(Said.facts(late, Said.RMC), Told.Clock.class).offsetSeconds())
                .isCloseTo(0.35, within(1e-9));
        String without = sentence("GNRMC,120000.00,V,,,,,,,020326,,,N");
        assertThat(Said.facts(late, without)).noneMatch(each -> each instanceof Told.Clock);
    }

    @Test
    void timeOfDayBelongsToTheDayThatIsNearer() throws Exception {
        String before = sentence("GNRMC,235959.00,A,4807.038,N,01131.000,E,0,0,020326,,,A");
        assertThat(place(before, sentence("GNGGA,000000.50,4807.038,N,01131.000,E,1,11,0.8,545.4,M,46.9,M,,"))
                        .time())
                .isEqualTo("2026-03-03T00:00:00.500Z");
        assertThat(place(before, sentence("GNGGA,235959.50,4807.038,N,01131.000,E,1,11,0.8,545.4,M,46.9,M,,"))
                        .time())
                .isEqualTo("2026-03-02T23:59:59.500Z");
    }

    @Test
    void dateOfAReceiverWhoseWeekNumberHasRunOverIsNotBelieved() throws Exception {
        // 2 March 2026 less 1024 weeks.
        String behind = sentence("GPRMC,120000,A,4807.038,N,01131.000,E,0,0,170706,,,A");
        List<Told> facts = Said.facts(Said.NOON, behind, Said.GGA);
        assertThat(facts).noneMatch(each -> each instanceof Told.Clock);
        assertThat(facts)
                .filteredOn(each -> each instanceof Told.Place)
                .allMatch(each -> ((Told.Place) each).time() == null);
    }

    @Test
    void zdaTellsTheDayWhereRmcIsNotSent() throws Exception {
        assertThat(place(sentence("GPZDA,115959.00,02,03,2026,00,00"), Said.GGA).time())
                .isEqualTo(Said.NOON);
    }

    @ParameterizedTest
    @CsvSource({
        "GPGGA;120000;4867.038;N",
        "GPGGA;120000;9100.000;N",
        "GPGGA;250000;4807.038;N",
        "GPGGA;120000;4807.038;X",
        "GPGGA;120000;48O7.038;N"
    })
    void fieldThatIsNotOfItsFormIsRefused(String start) {
        String line = sentence(start.replace(';', ',') + ",01131.000,E,1,08,0.9,545.4,M,46.9,M,,");
        assertThatThrownBy(() -> Said.facts(Said.NOON, Said.RMC, line)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void satellitesAndDimensionsAreThoseOfGgaAndGsa() throws Exception {
        List<Told> facts = Said.facts(Said.NOON, Said.GGA, Said.GSA);
        assertThat(facts).contains(new Told.Satellites(11, 0.8), new Told.Dimensions(3));
    }
}
