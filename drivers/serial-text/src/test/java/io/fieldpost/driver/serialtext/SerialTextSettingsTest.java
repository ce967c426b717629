package io.fieldpost.driver.serialtext;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.config.Result;
import io.fieldpost.driver.serial.Parity;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SerialTextSettingsTest {
    private static String complaint(String yaml) {
        Result<SerialTextSettings> result = Settings.read(yaml);
        assertThat(result).isInstanceOf(Result.Rejected.class);
        return ((Result.Rejected<SerialTextSettings>) result).problems().get(0).toString();
    }

    @Test
    void connectionIsAllThatMustBeWritten() {
        SerialTextSettings settings = Settings.good("connection: serial:/dev/ttyUSB0");
        assertThat(settings.request()).isNull();
        assertThat(settings.staleAfter()).isEqualTo(Duration.ofSeconds(30));
        assertThat(settings.serial().orUsually(9600, Parity.NONE).parity()).isEqualTo(Parity.NONE);
        assertThat(settings.shape().end()).isEmpty();
    }

    @Test
    void controlCharactersArriveAsTheyAreWritten() {
        SerialTextSettings settings = Settings.good(
                "connection: serial:/dev/ttyUSB0\nrequest: \"\\eP\\r\\n\"\nstart: \"\\x02\"\nend: \"\\x03\\r\"\ndelimiter: \"\\t\"");
        assertThat(settings.request()).isEqualTo("\u001BP\r\n");
        assertThat(settings.shape().start()).isEqualTo(2);
        assertThat(settings.shape().end()).containsExactly(3, '\r');
        assertThat(settings.delimiter()).isEqualTo("\t");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "connection: /dev/ttyUSB0; '/dev/ttyUSB0' is no line",
                "start: \"ab\"; start: is 2 bytes long",
                "start: \"\"; start: is 0 bytes long",
                "end: \"12345\"; end: is 5 bytes long",
                "request: \"°\"; request: has characters that the device has not",
                "messages: { '(': ignore }; not a regular expression",
                "messages: { 'x': good }; a message has no value",
                "longest_line: 1000; 999",
                "statuses: { S: fine }; fine"
            })
    void whatCanNotWorkIsComplainedAbout(String yaml, String words) {
        String connection = yaml.startsWith("connection") ? "" : "connection: serial:/dev/ttyUSB0\n";
        assertThat(complaint(connection + yaml)).contains(words);
    }
}
