package io.fieldpost.driver.gpio.sensor;

/** One chip that is there. Measures once a round however many of its quantities are asked for, where the chip allows it. */
public interface Sensor {
    /** What was measured before no longer counts. */
    void beginRound();

    /**
     * Measures, or tells what was measured in this round.
     *
     * @param quantity one of the kind's
     * @param parameter in the unit of the kind's parameter
     * @return in the unit of the quantity
     */
    double measure(String quantity, double parameter) throws SensorException;
}
