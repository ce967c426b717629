package io.fieldpost.driver.gpio.sensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.fieldpost.driver.Quality;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The numbers of temperature and pressure are the example of the BMP280's data sheet (BST-BMP280-DS001, 3.12). */
class Bme280Test {
    /** dig_T1 27504, T2 26435, T3 -1000, P1 36477, P2 -10685, P3 3024, P4 2855, P5 140, P6 -7, P7 15500, P8 -14600, P9 6000; H1 75. */
    private static final String LOW = "70 6b 43 67 18 fc 7d 8e 43 d6 d0 0b 27 0b 8c 00 f9 ff 8c 3c f8 c6 70 17 00 4b";
    /** H2 370, H3 0, H4 314 (0x13A), H5 50 (0x032), H6 30. */
    private static final String HIGH = "72 01 00 13 2a 03 1e";
    /** Pressure 415148 (0x655AC), temperature 519888 (0x7EED0), humidity 28000 (0x6D60). */
    private static final String DATA = "65 5a c0 7e ed 00 6d 60";

    private final RegisterChip chip = new RegisterChip()
            .set(0xD0, "60")
            .set(0x88, LOW)
            .set(0xE1, HIGH)
            .set(0xF3, "00")
            .set(0xF7, DATA);

    private Sensor sensor() {
        return I2cSensorKind.BME280.at(chip, millis -> {});
    }

    @Test
    void temperatureAndPressureAreThoseOfTheDataSheet() throws SensorException {
        Sensor sensor = sensor();
        sensor.beginRound();
        assertThat(sensor.measure("temperature", 0)).isCloseTo(25.08, within(0.005));
        assertThat(sensor.measure("pressure", 0)).isCloseTo(1006.5327, within(0.0005));
    }

    @Test
    void trimmingValuesAreReadWithTheirSigns() {
        Bme280Calibration read = Bme280Calibration.of(bytes(LOW), bytes(HIGH));
        assertThat(read.t()).containsExactly(27504, 26435, -1000);
        assertThat(read.p()).containsExactly(36477, -10685, 3024, 2855, 140, -7, 15500, -14600, 6000);
        assertThat(read.h()).containsExactly(75, 370, 0, 314, 50, 30);
        Bme280Calibration negative = Bme280Calibration.of(bytes(LOW), bytes("00 80 ff ff ff ff 80"));
        assertThat(negative.h()).containsExactly(75, -32768, 255, -1, -1, -128);
    }

    /** Worked with the data sheet's other formula, in whole numbers of 32 bits (BST-BME280-DS001, 4.2.3), at t_fine 128422. */
    @ParameterizedTest
    @CsvSource({"20000, 0", "25000, 27.306", "28000, 44.454", "32000, 67.187", "40000, 100"})
    void humidityIsThatOfTheFormulaInWholeNumbers(int raw, double percent) {
        Bme280Calibration read = Bme280Calibration.of(bytes(LOW), bytes(HIGH));
        assertThat(read.humidityPercent(raw, 128422)).isCloseTo(percent, within(0.02));
    }

    @Test
    void oneMeasurementServesAllQuantitiesOfARound() throws SensorException {
        Sensor sensor = sensor();
        for (int round = 0; round < 2; round++) {
            sensor.beginRound();
            sensor.measure("temperature", 0);
            sensor.measure("humidity", 0);
            sensor.measure("pressure", 0);
        }
        assertThat(chip.written).containsExactly("f2 01", "f4 25", "f2 01", "f4 25");
    }

    @Test
    void otherChipIsToldWithWhatToWrite() {
        chip.set(0xD0, "58");
        assertThatThrownBy(() -> sensor().measure("temperature", 0))
                .isInstanceOfSatisfying(
                        SensorException.class, e -> assertThat(e.quality()).isEqualTo(Quality.BAD_CONFIGURATION))
                .hasMessage("the chip there calls itself 0x58 and not 0x60; write bmp280 in the address");
    }

    @Test
    void bmp280IsReadWithoutHumidity() throws SensorException {
        chip.set(0xD0, "58");
        Sensor sensor = I2cSensorKind.BMP280.at(chip, millis -> {});
        assertThat(sensor.measure("temperature", 0)).isCloseTo(25.08, within(0.005));
        assertThat(chip.written).containsExactly("f4 25");
    }

    @Test
    void measurementThatNeverEndsIsGivenUp() {
        chip.set(0xF3, "08");
        AtomicInteger waits = new AtomicInteger();
        Sensor sensor = I2cSensorKind.BME280.at(chip, millis -> waits.incrementAndGet());
        assertThatThrownBy(() -> sensor.measure("temperature", 0)).hasMessageContaining("does not come to the end");
        assertThat(waits).hasValue(5);
    }

    @Test
    void registersThatWereNeverMeasuredAreNoValue() {
        chip.set(0xF7, "80 00 00 80 00 00 80 00");
        assertThatThrownBy(() -> sensor().measure("temperature", 0)).hasMessageContaining("measured nothing");
    }

    private static byte[] bytes(String hex) {
        return java.util.HexFormat.ofDelimiter(" ").parseHex(hex);
    }
}
