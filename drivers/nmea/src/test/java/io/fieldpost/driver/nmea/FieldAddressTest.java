package io.fieldpost.driver.nmea;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.driver.Quality;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldAddressTest {
    private static final String PRESSURE = Said.sentence("WIXDR,C,22.5,C,ENV_OUTSIDE_T,P,1.013,B,ENV_ATMOS_P");

    private static String read(String address, String line) throws Exception {
        NmeaAddress.Field field = (NmeaAddress.Field) NmeaAddress.parse(address);
        Optional<Outcome> outcome = field.field().of(Sentence.parse(line, true));
        return outcome.map(each -> each.quality().severity() == Quality.Severity.BAD
                        ? each.quality() + " " + each.remark()
                        : each.value().toString())
                .orElse("nothing");
    }

    /** Every address of a few kinds against any sentence. */
    static List<Optional<Outcome>> anyOf(Sentence sentence) {
        return List.of("MWV[2=R].1", "int XDR.2", "text RMC.3", "XDR/NAME", "GGA.90").stream()
                .map(address -> {
                    try {
                        return FieldAddress.parse(address).of(sentence);
                    } catch (AddressException e) {
                        throw new AssertionError(e.complaint(), e);
                    }
                })
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "MWV.1; Real[value=214.8]",
                "WIMWV.3; Real[value=0.1]",
                "SDMWV.3; nothing",
                "MWV[2=R,4=K].3; Real[value=0.1]",
                "MWV[2=T].3; nothing",
                "MWV[2=R,4=N].3; nothing",
                "text MWV.2; Text[value=R]",
                "int MWV.1; BAD_SENSOR_FAILURE '214.8' is no whole number",
                "MWV.2; BAD_SENSOR_FAILURE 'R' is no number",
                "MWV.9; BAD_ADDRESS_UNKNOWN the device's MWV has 5 fields",
                "DBT.3; nothing"
            })
    void fieldOfASentenceIsFoundByNumberAndConditions(String address, String expected) throws Exception {
        assertThat(read(address, Said.MWV)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "XDR/ENV_ATMOS_P; Real[value=1.013]",
                "WIXDR/ENV_OUTSIDE_T; Real[value=22.5]",
                "XDR/HUMIDITY; nothing"
            })
    void measurementOfATransducerIsFoundByItsName(String address, String expected) throws Exception {
        assertThat(read(address, PRESSURE)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "WIMWV,214.8,R,0.1,K,V; MWV.1; BAD_SENSOR_FAILURE the device says that its MWV is not valid",
                "WIMWV,214.8,R,0.1,K,V; text MWV.5; Text[value=V]",
                "WIMWV,,R,,K,A; MWV.1; BAD_SENSOR_FAILURE the device leaves it empty: it has no value",
                "PGRME,15.0,M,45.0,M,25.0,M; PGRME.1; Real[value=15.0]"
            })
    void whatTheDeviceSaysOfItsValueIsHeeded(String body, String address, String expected) throws Exception {
        assertThat(read(address, Said.sentence(body))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "positon; 'positon' is none of position, latitude",
                "MWV; is no field of a sentence",
                "MWV.0; is no field of a sentence",
                "MWV[R].1; 'R' is no condition",
                "MWV/NAME; names behind '/' are those of XDR alone"
            })
    void whatIsNoAddressIsComplainedAbout(String address, String words) {
        assertThat(new NmeaDriverFactory().complaintAbout(address)).contains(words);
    }
}
