package io.fieldpost.driver.nmea;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GpsdReportTest {
    static final String TPV =
            "{\"class\":\"TPV\",\"device\":\"/dev/ttyAMA0\",\"mode\":3,\"time\":\"2026-08-01T08:58:57.000Z\","
                    + "\"leapseconds\":18,\"ept\":0.005,\"lat\":23.02,\"lon\":113.75,\"altHAE\":12.1,\"altMSL\":14.0,\"epx\":3.1,\"epy\":3.4,"
                    + "\"epv\":8.0,\"eph\":4.6,\"track\":90,\"speed\":1.5,\"status\":2}";
    private static final String SKY =
            "{\"class\":\"SKY\",\"satellites\":[{\"PRN\":201,\"gnssid\":3,\"svid\":1,\"el\":45,\"ss\":38,\"used\":true},"
                    + "{\"PRN\":5,\"used\":false},{\"PRN\":7,\"used\":true}],\"hdop\":0.8}";
    private static final String PPS =
            "{\"class\":\"PPS\",\"device\":\"/dev/pps0\",\"real_sec\":1785574737,\"real_nsec\":0,"
                    + "\"clock_sec\":1785574736,\"clock_nsec\":999998766,\"precision\":-20,\"qErr\":0}";

    @Test
    void fixTellsPlaceMotionAndDimensions() {
        Instant time = Instant.parse("2026-08-01T08:58:57Z");
        assertThat(GpsdReport.read(TPV))
                .containsExactly(
                        new Told.Place(0, FixKind.DIFFERENTIAL, 23.02, 113.75, 14.0, time),
                        new Told.Motion(0, FixKind.DIFFERENTIAL, 1.5, 90, time),
                        new Told.Dimensions(3));
    }

    @Test
    void satellitesThatAreUsedAreCounted() {
        assertThat(GpsdReport.read(SKY)).containsExactly(new Told.Satellites(2, 0.8));
        assertThat(GpsdReport.read("{\"class\":\"SKY\",\"uSat\":14,\"nSat\":22,\"hdop\":0.7}"))
                .containsExactly(new Told.Satellites(14, 0.7));
    }

    @Test
    void pulseComparesTheClockToTheNanosecond() {
        Told.Clock clock = (Told.Clock) GpsdReport.read(PPS).get(0);
        assertThat(clock.offsetSeconds()).isCloseTo(-1234e-9, within(1e-15));
        assertThat(clock.pulse()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"0,0,NONE", "1,1,NONE", "2,1,GNSS", "3,3,RTK", "3,4,RTK_FLOAT", "3,5,ESTIMATED", "3,8,SIMULATED"})
    void modeAndStatusSayWhatAFixItIs(int mode, int status, FixKind kind) {
        String report = "{\"class\":\"TPV\",\"mode\":%d,\"status\":%d,\"lat\":1,\"lon\":2}".formatted(mode, status);
        assertThat(((Told.Place) GpsdReport.read(report).get(0)).kind()).isEqualTo(kind);
    }

    @Test
    void otherReportsAreNothing() {
        assertThat(GpsdReport.read("{\"class\":\"VERSION\",\"release\":\"3.22\",\"proto_major\":3}"))
                .isEmpty();
        assertThat(GpsdReport.read("{\"class\":\"DEVICES\",\"devices\":[{\"class\":\"DEVICE\",\"path\":\"/dev/x\"}]}"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{}",
                "[]",
                "7",
                "{\"class\":7}",
                "{\"class\":\"TPV\"} x",
                "{\"class\":\"TPV\",\"mode\":3}",
                "{\"class\":\"TPV\",\"mode\":3,\"lat\":91,\"lon\":0}",
                "{\"class\":\"TPV\",\"time\":\"noon\"}",
                "{\"class\":\"PPS\",\"real_sec\":1}",
                "{\"class\":\"SKY\",\"satellites\":[{\"used\":tr"
            })
    void whatIsNoReportIsRefused(String line) {
        assertThatThrownBy(() -> GpsdReport.read(line)).isInstanceOf(IllegalArgumentException.class);
    }

    /** Whatever happens to its bytes, a report is read or refused. */
    @Property
    void spoiltReportIsReadOrRefused(@ForAll int at, @ForAll char put, @ForAll boolean cut) {
        for (String whole : List.of(TPV, SKY, PPS)) {
            int place = Math.floorMod(at, whole.length());
            String spoilt = whole.substring(0, place) + (cut ? "" : put + whole.substring(place + 1));
            try {
                assertThat(GpsdReport.read(spoilt)).isNotNull();
            } catch (IllegalArgumentException e) {
                assertThat(e).message().isNotBlank();
            }
        }
    }
}
