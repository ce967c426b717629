package io.fieldpost.driver.modbus;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fieldpost.driver.serial.SerialSettings;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ModbusSettingsTest {
    @Test
    void serialSettingsForANetworkAreRefused() {
        ModbusSettings good = Bench.settings("serial:/dev/ttyUSB0");
        assertThatThrownBy(() -> with("tcp://10.0.0.5", good.serial(), Duration.ofMinutes(1)))
                .hasMessageContaining("serial: it says nothing about tcp://10.0.0.5");
    }

    @Test
    void longestBackOffIsNotShorterThanTheFirst() {
        assertThatThrownBy(() -> with("tcp://10.0.0.5", null, Duration.ofSeconds(1)))
                .hasMessageContaining("longest_back_off");
    }

    private static ModbusSettings with(String connection, SerialSettings serial, Duration longest) {
        ModbusSettings good = Bench.settings("tcp://10.0.0.5");
        return new ModbusSettings(
                connection,
                serial,
                good.connectTimeout(),
                good.timeout(),
                good.retries(),
                good.pause(),
                good.longestGap(),
                good.mostRegistersPerRequest(),
                good.mostBitsPerRequest(),
                good.largestUnwanted(),
                good.backOff(),
                longest,
                good.longestSilence(),
                good.retryRefusedEvery(),
                good.readBack(),
                good.alwaysWriteMultiple());
    }
}
