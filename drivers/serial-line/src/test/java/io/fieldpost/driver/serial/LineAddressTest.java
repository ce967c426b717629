package io.fieldpost.driver.serial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineAddressTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "serial:/dev/ttyUSB0",
                "serial:/dev/serial/by-id/usb-FTDI_FT232R-if00-port0",
                "tcp://10.0.0.5:4001",
                "tcp://meters.line-3.example:23",
                "tcp://[fe80::1]:4001"
            })
    void whatIsReadIsWrittenTheSame(String text) {
        assertThat(LineAddress.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "serial:",
                "serial:ttyUSB0",
                "serial:/dev/",
                "tcp://10.0.0.5",
                "tcp://:4001",
                "udp://a:1",
                "/dev/ttyUSB0"
            })
    void whatIsNoLineIsRefusedWithAnExample(String text) {
        assertThatThrownBy(() -> LineAddress.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + text + "'")
                .hasMessageContaining("serial:/dev/ttyUSB0");
    }

    @Test
    void portBeyondThoseThatExistIsRefused() {
        assertThatThrownBy(() -> LineAddress.parse("tcp://10.0.0.5:70000"))
                .hasMessage("port 70000 is not between 1 and 65535");
    }
}
