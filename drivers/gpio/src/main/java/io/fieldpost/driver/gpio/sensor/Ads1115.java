package io.fieldpost.driver.gpio.sensor;

import io.fieldpost.driver.Quality;
import java.util.HashMap;
import java.util.Map;

/** Texas Instruments ADS1115: one conversion for each channel that is asked for (SBAS444, single-shot mode), 128 samples a second. */
final class Ads1115 implements Sensor {
    private static final byte CONVERSION = 0;
    private static final byte CONFIG = 1;
    /** Begin one (OS), and single-shot mode (MODE). */
    private static final int SINGLE_SHOT = 0x8100;
    /** 128 samples a second, comparator off. */
    private static final int RATE_AND_COMPARATOR = 0x0083;

    private static final int READY = 0x80;
    /** 1/128 s and the tenth by which its clock may be slow. */
    private static final int CONVERSION_MS = 9;

    private static final int MOST_WAITS = 5;

    /** By field MUX (table 8-3). */
    private static final Map<String, Integer> INPUTS =
            Map.of("ch0-ch1", 0, "ch0-ch3", 1, "ch1-ch3", 2, "ch2-ch3", 3, "ch0", 4, "ch1", 5, "ch2", 6, "ch3", 7);

    /** By field PGA. */
    private static final double[] RANGES_VOLTS = {6.144, 4.096, 2.048, 1.024, 0.512, 0.256};

    private final I2cDevice device;
    private final ConversionPause pause;

    // For one round, by input and range.
    private final Map<String, Double> converted = new HashMap<>();

    Ads1115(I2cDevice device, ConversionPause pause) {
        this.device = device;
        this.pause = pause;
    }

    @Override
    public void beginRound() {
        converted.clear();
    }

    @Override
    public double measure(String quantity, double rangeVolts) throws SensorException {
        String key = quantity + " " + rangeVolts;
        Double known = converted.get(key);
        if (known == null) {
            known = convert(INPUTS.getOrDefault(quantity, 0), gain(rangeVolts));
            converted.put(key, known);
        }
        return known;
    }

    /** The narrowest range that holds the wanted one. */
    private static int gain(double rangeVolts) {
        int gain = RANGES_VOLTS.length - 1;
        while (gain > 0 && RANGES_VOLTS[gain] < rangeVolts) {
            gain--;
        }
        return gain;
    }

    private double convert(int input, int gain) throws SensorException {
        int config = SINGLE_SHOT | input << 12 | gain << 9 | RATE_AND_COMPARATOR;
        device.write(CONFIG, (byte) (config >> 8), (byte) config);
        int waits = 0;
        do {
            if (++waits > MOST_WAITS) {
                throw new SensorException(Quality.BAD_SENSOR_FAILURE, "it does not come to the end of a conversion");
            }
            pause.await(CONVERSION_MS);
        } while ((device.readRegister(CONFIG, 2)[0] & READY) == 0);
        byte[] bytes = device.readRegister(CONVERSION, 2);
        int code = bytes[0] << 8 | bytes[1] & 0xFF;
        if (code == Short.MAX_VALUE || code == Short.MIN_VALUE) {
            throw new SensorException(
                    Quality.BAD_SENSOR_FAILURE,
                    "the voltage is beyond ±" + RANGES_VOLTS[gain] + " V; write a wider range in the address");
        }
        return code * RANGES_VOLTS[gain] / 32768;
    }
}
