package io.fieldpost.radio.broadcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.fieldpost.radio.sample.Baseband;
import io.fieldpost.radio.sample.SampleFormat;
import io.fieldpost.radio.simulation.FmBroadcast;
import io.fieldpost.radio.simulation.RdsProgramme;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Signal-to-noise ratios are of the carrier in 200 kHz. */
class FmStationTest {
    @ParameterizedTest
    @CsvSource({"20, 0.03", "15, 0.04", "15, 0.05", "12, 0.05"})
    void stationIsIdentifiedNamedAndReadWithinFourSeconds(double snrDb, double rdsShare) {
        FmBroadcast station = FmBroadcast.stereo(Listening.CITY, rdsShare);
        StationReading reading = Listening.listen(Listening.channel(station, 4, snrDb, 1_500, 21));

        assertThat(reading.pilot().present()).isTrue();
        assertThat(reading.pilot().share()).isEqualTo(0.1, within(0.002));
        assertThat(reading.carrierOffsetHz()).isEqualTo(1_500, within(100.0));
        assertThat(reading.rds().identificationText()).isEqualTo("C1A7");
        assertThat(reading.rds().programmeService()).isEqualTo("CITY 891");
        assertThat(reading.rds().radioText()).isEqualTo(Listening.CITY.text());
        assertThat(reading.rds().identifiedSeconds()).isLessThan(1);
    }

    @Test
    void monoStationWithoutPilotIsReadToo() {
        FmBroadcast station = new FmBroadcast(Listening.CITY, 400, 65_000, 0, 3_000);
        StationReading reading = Listening.listen(Listening.channel(station, 3, 20, 0, 5));

        assertThat(reading.pilot().present()).isFalse();
        assertThat(reading.rds().programmeService()).isEqualTo("CITY 891");
    }

    @Test
    void crystalErrorOfSixtyMillionthsDoesNotMatter() {
        for (double pilot : new double[] {7_500, 0}) {
            FmBroadcast station = new FmBroadcast(Listening.CITY, 1_000, 60_000, pilot, 3_000);
            Baseband channel = Listening.channel(station, 3, 25, 0, 6);
            // Heard as if the receiver's rate were that much off.
            FmStation listener = new FmStation(Listening.RATE * (1 + 60e-6));
            listener.accept(channel.re(), channel.im(), 0, channel.length());

            assertThat(listener.reading().rds().programmeService()).isEqualTo("CITY 891");
        }
    }

    @Test
    void stationWithoutRdsAndNoiseAloneStayNameless() {
        FmBroadcast plain = new FmBroadcast(null, 1_000, 65_000, 7_500, 0);
        StationReading station = Listening.listen(Listening.channel(plain, 3, 20, 0, 8));
        assertThat(station.pilot().present()).isTrue();
        assertThat(station.rds().programmeIdentification()).isNull();

        Baseband noise = new Baseband(new float[720_000], new float[720_000], Listening.RATE, 0);
        FmBroadcast.addNoise(noise, 1, 9);
        StationReading nobody = Listening.listen(noise);
        assertThat(nobody.pilot().present()).isFalse();
        assertThat(nobody.pilot().confidence()).isLessThan(0.999);
        assertThat(nobody.rds().programmeIdentification()).isNull();
    }

    @Test
    void threeStationsOfOneBandAreToldApartThroughAnEightBitConverter() {
        RdsProgramme other = new RdsProgramme(0x1234, "RIVER FM", "Music", 10, false);
        RdsProgramme weak = new RdsProgramme(0xBEEF, "PIRATE", "", 0, false);
        Baseband band = FmBroadcast.band(
                List.of(
                        new FmBroadcast.Placed(FmBroadcast.stereo(Listening.CITY, 0.04), -700_000, -8),
                        new FmBroadcast.Placed(FmBroadcast.stereo(other, 0.04), 300_000, -20),
                        new FmBroadcast.Placed(FmBroadcast.stereo(weak, 0.04), 800_000, -40)),
                2.4,
                2_400_000,
                -115,
                10);
        byte[] iq = FmBroadcast.cu8(band);
        SampleFormat.CU8.decode(iq, 0, band.length(), band.re(), band.im(), 0);

        assertThat(name(band, -700_000)).isEqualTo("C1A7 CITY 891");
        assertThat(name(band, 300_000)).isEqualTo("1234 RIVER FM");
        assertThat(name(band, 800_000)).isEqualTo("BEEF PIRATE");
    }

    @Test
    void tooLowARateIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new FmStation(48_000));
    }

    private static String name(Baseband band, double offsetHz) {
        RdsReading rds = Listening.listen(Listening.convert(band, offsetHz, 10)).rds();
        return rds.identificationText() + " " + rds.programmeService();
    }
}
