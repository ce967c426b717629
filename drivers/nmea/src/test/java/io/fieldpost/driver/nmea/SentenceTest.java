package io.fieldpost.driver.nmea;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SentenceTest {
    /** Real ones, with the checksums that their devices made. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "$GPGGA,123519,4807.038,N,01131.000,E,1,08,0.9,545.4,M,46.9,M,,*47",
                "$GPRMC,123519,A,4807.038,N,01131.000,E,022.4,084.4,230394,003.1,W*6A",
                "$GNRMC,015107.00,A,3412.76124010,N,10849.67444051,E,0.003,114.8,010323,3.4,W,A,V*4C",
                "$GNGSA,A,3,13,12,22,19,08,21,,,,,,,1.05,0.64,0.83,4*0B",
                "$BDGSV,2,1,07,01,00,000,45,02,13,089,35,03,00,000,37,04,00,000,42*6E"
            })
    void sentencesOfRealReceiversAreRead(String line) throws Exception {
        Sentence sentence = Sentence.parse(line, true);
        assertThat(sentence.talker() + sentence.type()).isEqualTo(line.substring(1, 6));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "$GPGGA,123519,4807.038,N,01131.000,E,1,08,0.9,545.4,M,46.9,M,,*46; WRONG_CHECKSUM",
                "$GPGGA,123519,4808.038,N,01131.000,E,1,08,0.9,545.4,M,46.9,M,,*47; WRONG_CHECKSUM",
                "$GPGGA,123519*4; WRONG_CHECKSUM",
                "$GPGGA,123519*; WRONG_CHECKSUM",
                "$GPGGA,123519; WITHOUT_CHECKSUM",
                "GPGGA,123519*00; NO_SENTENCE",
                "$; NO_SENTENCE",
                "$GP GGA,1; WITHOUT_CHECKSUM"
            })
    void whatIsNoneIsRefusedByKind(String line, LineFault fault) {
        Sentence.NoSentenceException refused =
                catchThrowableOfType(Sentence.NoSentenceException.class, () -> Sentence.parse(line, true));
        assertThat(refused.fault()).isEqualTo(fault);
    }

    @Test
    void checksumMayBeLeftOutWhereItIsOptionalAndMustBeRightAllTheSame() throws Exception {
        assertThat(Sentence.parse("$SDDBT,7.8,f,2.4,M,1.3,F", false).field(3)).isEqualTo("2.4");
        assertThat(catchThrowableOfType(
                        Sentence.NoSentenceException.class, () -> Sentence.parse("$SDDBT,7.8,f,2.4,M,1.3,F*00", false)))
                .isNotNull();
    }

    @Test
    void tagBlockBeforeASentenceIsPassedOver() throws Exception {
        assertThat(Sentence.parse("\\s:station,c:1772452800*00\\" + Said.MWV, true)
                        .type())
                .isEqualTo("MWV");
    }

    @Test
    void fieldThatIsNotThereIsEmpty() throws Exception {
        Sentence sentence = Sentence.parse(Said.sentence("PGRME,15.0,M"), true);
        assertThat(sentence).isEqualTo(new Sentence("P", "GRME", List.of("15.0", "M")));
        assertThat(sentence.field(3)).isEmpty();
    }

    /** No text leads to anything but facts, a refusal, or the complaint that a field is not of its form. */
    @Property
    void anySentenceIsReadOrRefused(
            @ForAll int type, @ForAll @StringLength(max = 80) @CharRange(from = ' ', to = '~') String fields) {
        String[] types = {"GGA", "GNS", "RMC", "GLL", "VTG", "GSA", "ZDA", "MWV", "XDR"};
        for (String line : new String[] {
            Said.sentence("GP" + types[Math.floorMod(type, types.length)] + "," + fields.replace(' ', ',')), fields
        }) {
            try {
                Sentence sentence = Sentence.parse(line, true);
                assertThat(FieldAddressTest.anyOf(sentence)).isNotNull();
                new SentenceReader().read(sentence, Said.NOON);
            } catch (Sentence.NoSentenceException | IllegalArgumentException e) {
                assertThat(e).message().isNotBlank();
            }
        }
    }
}
