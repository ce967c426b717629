package io.fieldpost.driver.gpio.sensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.fieldpost.driver.Quality;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SensorsTest {
    private final RegisterChip chip = new RegisterChip();

    private double measured(I2cSensorKind kind, String quantity, double parameter) throws SensorException {
        return kind.at(chip, millis -> {}).measure(quantity, parameter);
    }

    /** SHT3x-DIS, table 20: CRC(0xBEEF) = 0x92. */
    @Test
    void checksumIsThatOfTheDataSheet() {
        assertThat(Sht3x.checksum((byte) 0xBE, (byte) 0xEF)).isEqualTo(0x92);
    }

    /** SHT3x-DIS, 4.13: -45 + 175 raw / 65535, 100 raw / 65535. 0xBEEF = 48879; half of the scale, 0x8000 with checksum 0xA2. */
    @Test
    void sht3xIsConvertedAsItsDataSheetSays() throws SensorException {
        chip.answer("be ef 92 80 00 a2");
        assertThat(measured(I2cSensorKind.SHT3X, "temperature", 0)).isCloseTo(85.523, within(0.001));
        assertThat(measured(I2cSensorKind.SHT3X, "humidity", 0)).isCloseTo(50.0008, within(0.0001));
        assertThat(chip.written).containsExactly("24 00", "24 00");
    }

    @Test
    void sht3xAnswerWithAWrongChecksumIsNoValue() {
        chip.answer("be ef 93 80 00 a2");
        assertThatThrownBy(() -> measured(I2cSensorKind.SHT3X, "temperature", 0))
                .isInstanceOfSatisfying(
                        SensorException.class, e -> assertThat(e.quality()).isEqualTo(Quality.BAD_COMMUNICATION))
                .hasMessageContaining("checksum");
    }

    /**
     * SBOS448, table 8 (design example): 10 A through 2 mΩ are 20 mV, register 07D0; 11.98 V are 2995 steps of 4 mV, register 5D98; 119.8 W.
     */
    @ParameterizedTest
    @CsvSource({"bus_voltage, 11.98", "shunt_voltage, 0.020", "current, 10", "power, 119.8"})
    void ina219IsTheExampleOfItsDataSheet(String quantity, double expected) throws SensorException {
        chip.set(1, "07 d0").set(2, "5d 98");
        assertThat(measured(I2cSensorKind.INA219, quantity, 0.002)).isCloseTo(expected, within(1e-9));
    }

    /** SBOS448, 8.6.3.1: -320 mV is 8300, which is the end of the scale; a step less is a value. */
    @Test
    void ina219CurrentHasASignAndAnEnd() throws SensorException {
        chip.set(1, "83 01").set(2, "5d 98");
        assertThat(measured(I2cSensorKind.INA219, "current", 0.1)).isCloseTo(-3.1999, within(1e-9));
        chip.set(1, "83 00");
        assertThatThrownBy(() -> measured(I2cSensorKind.INA219, "current", 0.1)).hasMessageContaining("320 mV");
    }

    /** SBAS444, table of input signals and output codes: 0001h is FS/2^15, FFFFh the negative of it. */
    @ParameterizedTest
    @CsvSource({
        "ch0, 4.096, 00 01, 0.000125, 01 c3 83",
        "ch1, 4.096, 40 00, 2.048, 01 d3 83",
        "ch0-ch1, 0.256, ff ff, -0.0000078125, 01 8b 83",
        "ch3, 6.144, 7f fe, 6.143625, 01 f1 83",
        "ch2, 3.3, 00 02, 0.00025, 01 e3 83"
    })
    void ads1115CodesAreThoseOfItsDataSheet(String input, double range, String code, double volts, String config)
            throws SensorException {
        chip.set(1, "80 00").set(0, code);
        assertThat(measured(I2cSensorKind.ADS1115, input, range)).isCloseTo(volts, within(1e-12));
        assertThat(chip.written).containsExactly(config);
    }

    @Test
    void ads1115AtTheEndOfItsRangeIsNoValue() {
        chip.set(1, "80 00").set(0, "7f ff");
        assertThatThrownBy(() -> measured(I2cSensorKind.ADS1115, "ch0", 4.096)).hasMessageContaining("beyond ±4.096 V");
    }

    @Test
    void ads1115ThatNeverEndsIsGivenUp() {
        chip.set(1, "00 00");
        assertThatThrownBy(() -> measured(I2cSensorKind.ADS1115, "ch0", 4.096)).hasMessageContaining("conversion");
    }

    /** DS21295, equation 4-2 and figure 6-1: code = 1024 Vin / Vref; channel 5 is sent as 01 D0 00. */
    @Test
    void mcp3008IsConvertedAsItsDataSheetSays() throws SensorException {
        byte[][] sent = new byte[1][];
        double volts = Mcp3008.volts(
                bytes -> {
                    sent[0] = bytes;
                    return new byte[] {0, (byte) 0xFA, 0x00};
                },
                5,
                3.3);
        assertThat(sent[0]).containsExactly(1, 0xD0, 0);
        assertThat(volts).isCloseTo(1.65, within(1e-12));
    }

    @Test
    void mcp3008ThatIsNotThereIsNoValue() {
        assertThatThrownBy(() -> Mcp3008.volts(bytes -> new byte[] {-1, -1, -1}, 0, 3.3))
                .hasMessageContaining("no MCP3008 answers");
    }

    @Test
    void chipThatDoesNotAcknowledgeIsACommunicationFault() {
        chip.unplug();
        for (I2cSensorKind kind : I2cSensorKind.values()) {
            for (String quantity : kind.quantities()) {
                assertThatThrownBy(
                                () -> measured(kind, quantity, kind.parameter().usual()))
                        .isInstanceOfSatisfying(
                                SensorException.class,
                                e -> assertThat(e.quality()).isEqualTo(Quality.BAD_COMMUNICATION));
            }
        }
    }

    /** Whatever a chip answers is a finite number or a told failure. */
    @Test
    void anyAnswerIsAFiniteNumberOrAToldFailure() {
        Random random = new Random(3);
        for (int round = 0; round < 20_000; round++) {
            I2cDevice anything = new I2cDevice() {
                @Override
                public void write(byte... bytes) {}

                @Override
                public byte[] read(int count) {
                    byte[] bytes = new byte[count];
                    random.nextBytes(bytes);
                    return bytes;
                }

                @Override
                public byte[] readRegister(int register, int count) {
                    return register == 0xD0 ? new byte[] {0x60} : read(count);
                }
            };
            I2cSensorKind kind = I2cSensorKind.values()[round % I2cSensorKind.values().length];
            String quantity =
                    kind.quantities().get(random.nextInt(kind.quantities().size()));
            try {
                assertThat(kind.at(anything, millis -> {})
                                .measure(quantity, kind.parameter().usual()))
                        .isFinite();
            } catch (SensorException told) {
                assertThat(told.fact()).isNotBlank();
            }
        }
    }
}
