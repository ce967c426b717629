package io.fieldpost.driver.gpio.sensor;

import io.fieldpost.driver.Quality;

/**
 * Texas Instruments INA219, as it is after power-on: 32 V, 320 mV at the shunt, measuring all the time (SBOS448, 8.6.2). Current and power
 * are worked out here from the shunt's voltage, so the chip's calibration register is left alone.
 */
final class Ina219 implements Sensor {
    private static final int SHUNT_VOLTAGE = 1;
    private static final int BUS_VOLTAGE = 2;
    /** 10 µV. */
    private static final double SHUNT_STEP_VOLTS = 1e-5;
    /** 4 mV. */
    private static final double BUS_STEP_VOLTS = 4e-3;
    /** The end of the scale at 320 mV (table 7). */
    private static final int FULL_SCALE = 32000;

    private final I2cDevice device;

    Ina219(I2cDevice device) {
        this.device = device;
    }

    @Override
    public void beginRound() {
        // The chip measures by itself.
    }

    @Override
    public double measure(String quantity, double shuntOhms) throws SensorException {
        return switch (quantity) {
            case "bus_voltage" -> busVolts();
            case "shunt_voltage" -> shuntVolts();
            case "current" -> shuntVolts() / shuntOhms;
            default -> shuntVolts() / shuntOhms * busVolts();
        };
    }

    private double shuntVolts() throws SensorException {
        int register = word(SHUNT_VOLTAGE);
        if (Math.abs(register) >= FULL_SCALE) {
            throw new SensorException(
                    Quality.BAD_SENSOR_FAILURE, "the shunt's voltage is beyond 320 mV; it needs a smaller shunt");
        }
        return register * SHUNT_STEP_VOLTS;
    }

    /** The lowest three bits are not part of the number. */
    private double busVolts() throws SensorException {
        return ((word(BUS_VOLTAGE) & 0xFFFF) >> 3) * BUS_STEP_VOLTS;
    }

    private int word(int register) throws SensorException {
        byte[] bytes = device.readRegister(register, 2);
        return bytes[0] << 8 | bytes[1] & 0xFF;
    }
}
