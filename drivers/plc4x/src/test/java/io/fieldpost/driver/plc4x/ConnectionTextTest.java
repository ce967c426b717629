package io.fieldpost.driver.plc4x;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectionTextTest {
    @Test
    void connectionIsReadAsPlc4xWritesIt() {
        ConnectionText text = ConnectionText.parse("s7://10.20.0.21?remote-rack=0&remote-slot=1");
        assertThat(text.place()).isEqualTo("s7://10.20.0.21:102");
        assertThat(text.forLine(Duration.ofMillis(1500)))
                .isEqualTo(
                        "s7-light:guarded://line?remote-rack=0&remote-slot=1&read-timeout=1500&enable-block-read-optimizer=false");
    }

    @Test
    void whatTheTechnicianWroteComesBeforeWhatTheDriverWould() {
        assertThat(ConnectionText.parse("s7://plc:1102?enable-block-read-optimizer=true")
                        .forLine(Duration.ofSeconds(1)))
                .isEqualTo("s7-light:guarded://line?enable-block-read-optimizer=true&read-timeout=1000");
    }

    @Test
    void etherNetIpIsLittleEndianUnlessSaidOtherwise() {
        assertThat(ConnectionText.parse("eip://10.0.0.1").forLine(Duration.ofSeconds(1)))
                .isEqualTo("eip:guarded://line?big-endian=false");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "modbus://10.0.0.1; modbus is not one of s7, eip, logix and ads",
                "10.0.0.1; write it like s7://10.20.0.21?remote-slot=1",
                "s7:tcp://10.0.0.1; write it like s7://10.20.0.21?remote-slot=1",
                "s7://10.0.0.1:0; a port is 1 to 65535, not 0",
                "s7://10.0.0.1:65536; a port is 1 to 65535, not 65536",
                "s7://10.0.0.1?remote-slott=1; s7 has no parameter remote-slott; there are controller-type, enable-block-read-optimizer, local-device-group",
                "s7://10.0.0.1?remote-slot=one; remote-slot is a whole number, not one",
                "s7://10.0.0.1?enable-block-read-optimizer=1; enable-block-read-optimizer is true or false, not 1",
                "s7://10.0.0.1?remote-slot; after '?' stand name=value, with '&' between: 'remote-slot'",
                "s7://10.0.0.1?remote-slot=1&remote-slot=2; remote-slot stands there twice",
                "ads://10.0.0.1?target-ams-port=851; ads needs source-ams-net-id, source-ams-port, target-ams-net-id"
            })
    void whatIsWrongIsSaid(String connection, String complaint) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConnectionText.parse(connection))
                .withMessageStartingWith("connection: " + complaint.split(";")[0]);
    }
}
