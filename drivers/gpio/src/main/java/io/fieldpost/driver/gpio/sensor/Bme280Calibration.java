package io.fieldpost.driver.gpio.sensor;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * What the maker wrote into one BME280 (table 16), and the compensation that it belongs to: BST-BME280-DS001, 8.1, in floating point.
 * Pressure and temperature are the BMP280's, whose data sheet works an example (3.12).
 *
 * @param t dig_T1 to dig_T3
 * @param p dig_P1 to dig_P9
 * @param h dig_H1 to dig_H6
 */
record Bme280Calibration(int[] t, int[] p, int[] h) {
    /**
     * Reads the trimming values.
     *
     * @param low 26 bytes from 0x88
     * @param high 7 bytes from 0xE1
     */
    static Bme280Calibration of(byte[] low, byte[] high) {
        ByteBuffer words = ByteBuffer.wrap(low).order(ByteOrder.LITTLE_ENDIAN);
        int[] t = {words.getShort() & 0xFFFF, words.getShort(), words.getShort()};
        int[] p = new int[9];
        p[0] = words.getShort() & 0xFFFF;
        for (int i = 1; i < p.length; i++) {
            p[i] = words.getShort();
        }
        // 0xA0 is reserved, 0xA1 is dig_H1.
        int[] h = {
            low[25] & 0xFF,
            (short) (high[0] & 0xFF | high[1] << 8),
            high[2] & 0xFF,
            high[3] << 4 | high[4] & 0x0F,
            high[5] << 4 | (high[4] & 0xF0) >> 4,
            high[6]
        };
        return new Bme280Calibration(t, p, h);
    }

    /** The data sheet's t_fine: 5120 to a degree. */
    double fineTemperature(int raw) {
        double first = (raw / 16384.0 - t[0] / 1024.0) * t[1];
        double off = raw / 131072.0 - t[0] / 8192.0;
        return first + off * off * t[2];
    }

    static double celsius(double fine) {
        return fine / 5120.0;
    }

    /** In pascals; 0 when the chip holds no calibration. */
    double pressurePa(int raw, double fine) {
        double var1 = fine / 2.0 - 64000.0;
        double var2 = var1 * var1 * p[5] / 32768.0;
        var2 += var1 * p[4] * 2.0;
        var2 = var2 / 4.0 + p[3] * 65536.0;
        var1 = (p[2] * var1 * var1 / 524288.0 + p[1] * var1) / 524288.0;
        var1 = (1.0 + var1 / 32768.0) * p[0];
        if (var1 == 0) {
            return 0;
        }
        double pressure = (1048576.0 - raw - var2 / 4096.0) * 6250.0 / var1;
        return pressure + (p[8] * pressure * pressure / 2147483648.0 + pressure * p[7] / 32768.0 + p[6]) / 16.0;
    }

    /** Relative humidity, 0 to 100. */
    double humidityPercent(int raw, double fine) {
        double off = fine - 76800.0;
        double first = raw - (h[3] * 64.0 + h[4] / 16384.0 * off);
        double second = h[1] / 65536.0 * (1.0 + h[5] / 67108864.0 * off * (1.0 + h[2] / 67108864.0 * off));
        double humidity = first * second;
        humidity *= 1.0 - h[0] * humidity / 524288.0;
        return Math.max(0, Math.min(100, humidity));
    }
}
