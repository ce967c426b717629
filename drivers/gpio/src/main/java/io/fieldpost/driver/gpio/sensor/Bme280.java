package io.fieldpost.driver.gpio.sensor;

import io.fieldpost.driver.Quality;
import org.jspecify.annotations.Nullable;

/** Bosch BME280 and BMP280: each round is one measurement in forced mode, with single oversampling of all quantities (5.5, table 7). */
final class Bme280 implements Sensor {
    private static final int CHIP_ID = 0xD0;
    private static final int BME280_ID = 0x60;
    private static final int BMP280_ID = 0x58;
    private static final int CALIBRATION_LOW = 0x88;
    private static final int CALIBRATION_HIGH = 0xE1;
    private static final byte CTRL_HUM = (byte) 0xF2;
    private static final int STATUS = 0xF3;
    private static final int MEASURING = 0x08;
    private static final byte CTRL_MEAS = (byte) 0xF4;
    /** osrs_t = 1, osrs_p = 1, mode = forced. */
    private static final byte ONCE = 0x25;

    private static final int DATA = 0xF7;
    /** The longest measurement with single oversampling takes 9.3 ms (9.1). */
    private static final int CONVERSION_MS = 10;

    private static final int MOST_WAITS = 5;

    private final I2cDevice device;
    private final ConversionPause pause;
    private final boolean hasHumidity;

    // For the chip's life; it can be exchanged, so it is read anew after a failure.
    private @Nullable Bme280Calibration calibration;

    // For one round.
    private @Nullable Weather weather;

    /** What one measurement gave. */
    private record Weather(double temperatureCel, double humidityPercent, double pressureHpa) {}

    Bme280(I2cDevice device, ConversionPause pause) {
        this(device, pause, true);
    }

    private Bme280(I2cDevice device, ConversionPause pause, boolean hasHumidity) {
        this.device = device;
        this.pause = pause;
        this.hasHumidity = hasHumidity;
    }

    static Bme280 withoutHumidity(I2cDevice device, ConversionPause pause) {
        return new Bme280(device, pause, false);
    }

    @Override
    public void beginRound() {
        weather = null;
    }

    @Override
    public double measure(String quantity, double parameter) throws SensorException {
        Weather now = weather;
        if (now == null) {
            now = measureOnce();
            weather = now;
        }
        return switch (quantity) {
            case "temperature" -> now.temperatureCel;
            case "humidity" -> now.humidityPercent;
            default -> now.pressureHpa;
        };
    }

    private Weather measureOnce() throws SensorException {
        try {
            Bme280Calibration known = calibration;
            if (known == null) {
                known = identify();
                calibration = known;
            }
            return measureWith(known);
        } catch (SensorException e) {
            calibration = null;
            throw e;
        }
    }

    private Bme280Calibration identify() throws SensorException {
        int wanted = hasHumidity ? BME280_ID : BMP280_ID;
        int found = device.readRegister(CHIP_ID, 1)[0] & 0xFF;
        if (found != wanted) {
            throw new SensorException(
                    Quality.BAD_CONFIGURATION,
                    String.format(
                            "the chip there calls itself 0x%02X and not 0x%02X%s",
                            found,
                            wanted,
                            found == BMP280_ID || found == BME280_ID
                                    ? "; write " + (found == BMP280_ID ? "bmp280" : "bme280") + " in the address"
                                    : "; it is another chip"));
        }
        return Bme280Calibration.of(
                device.readRegister(CALIBRATION_LOW, 26),
                hasHumidity ? device.readRegister(CALIBRATION_HIGH, 7) : new byte[7]);
    }

    private Weather measureWith(Bme280Calibration known) throws SensorException {
        if (hasHumidity) {
            // Takes effect with the write to CTRL_MEAS that follows (5.4.3).
            device.write(CTRL_HUM, (byte) 1);
        }
        device.write(CTRL_MEAS, ONCE);
        int waits = 0;
        do {
            if (++waits > MOST_WAITS) {
                throw new SensorException(Quality.BAD_SENSOR_FAILURE, "it does not come to the end of a measurement");
            }
            pause.await(CONVERSION_MS);
        } while ((device.readRegister(STATUS, 1)[0] & MEASURING) != 0);
        byte[] data = device.readRegister(DATA, hasHumidity ? 8 : 6);
        int pressure = twentyBits(data, 0);
        int temperature = twentyBits(data, 3);
        int humidity = hasHumidity ? (data[6] & 0xFF) << 8 | data[7] & 0xFF : 0;
        // What the registers hold while a quantity was never measured (5.4.6).
        if (temperature == 0x80000 || pressure == 0x80000 || hasHumidity && humidity == 0x8000) {
            throw new SensorException(
                    Quality.BAD_SENSOR_FAILURE, "it has measured nothing; its supply may have been interrupted");
        }
        double fine = known.fineTemperature(temperature);
        return new Weather(
                Bme280Calibration.celsius(fine),
                hasHumidity ? known.humidityPercent(humidity, fine) : 0,
                known.pressurePa(pressure, fine) / 100);
    }

    private static int twentyBits(byte[] data, int at) {
        return (data[at] & 0xFF) << 12 | (data[at + 1] & 0xFF) << 4 | (data[at + 2] & 0xFF) >> 4;
    }
}
