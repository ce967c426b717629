package io.fieldpost.driver.modbus.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ConnectionTest {
    @Test
    void eachKindIsRead() {
        assertThat(Connection.parse("tcp://10.0.0.5")).isEqualTo(new Connection.Tcp("10.0.0.5", 502));
        assertThat(Connection.parse("tcp://[fe80::1]:1502")).isEqualTo(new Connection.Tcp("fe80::1", 1502));
        assertThat(Connection.parse("rtu+tcp://moxa-1:4001")).isEqualTo(new Connection.RtuOverTcp("moxa-1", 4001));
        assertThat(Connection.parse("serial:/dev/ttyUSB0")).isEqualTo(new Connection.Serial("/dev/ttyUSB0"));
    }

    @Test
    void whatIsNoneIsRefusedWithWhatIsWrong() {
        assertThatThrownBy(() -> Connection.parse("rtu+tcp://moxa-1")).hasMessageContaining("has no port");
        assertThatThrownBy(() -> Connection.parse("tcp://x:70000")).hasMessageContaining("not from 1 to 65535");
        assertThatThrownBy(() -> Connection.parse("udp://x:1")).hasMessageContaining("write it like tcp://");
        assertThatThrownBy(() -> Connection.parse("serial:ttyUSB0")).hasMessageContaining("serial:/dev/ttyUSB0");
    }
}
