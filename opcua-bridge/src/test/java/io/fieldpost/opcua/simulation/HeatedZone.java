package io.fieldpost.opcua.simulation;

import java.util.random.RandomGenerator;

/** A zone of a barrel or a mould: a first-order thermal mass with a heater and a proportional-integral controller. */
final class HeatedZone {
    private static final double AMBIENT_CELSIUS = 23;
    /** What the heater alone would reach above ambient at full power. */
    private static final double HEATER_KELVIN = 400;

    private static final double TIME_CONSTANT_SECONDS = 90;
    private static final double GAIN_PER_KELVIN = 0.05;
    private static final double RESET_SECONDS = 60;
    private static final double NOISE_KELVIN = 0.08;

    private final double setpoint;
    private double celsius;
    private double integral;
    private double duty;
    private double measured;
    boolean heaterBroken;

    /** A zone that begins a little below its setpoint, the controller where it will settle. */
    HeatedZone(double setpoint) {
        this.setpoint = setpoint;
        this.celsius = setpoint - 3;
        this.integral = (setpoint - AMBIENT_CELSIUS) / HEATER_KELVIN;
        this.measured = celsius;
    }

    void step(double seconds, RandomGenerator random) {
        double error = setpoint - celsius;
        integral = clamp(integral + GAIN_PER_KELVIN * error * seconds / RESET_SECONDS);
        duty = heaterBroken ? 0 : clamp(GAIN_PER_KELVIN * error + integral);
        double target = AMBIENT_CELSIUS + duty * HEATER_KELVIN;
        celsius += (target - celsius) * (1 - Math.exp(-seconds / TIME_CONSTANT_SECONDS));
        measured = celsius + NOISE_KELVIN * random.nextGaussian();
    }

    /** What its sensor shows, in degrees Celsius. */
    double measured() {
        return measured;
    }

    /** Share of the heater's power, 0 to 1. */
    double duty() {
        return duty;
    }

    /** How far it is from where it should be, in kelvin. */
    double deviation() {
        return Math.abs(celsius - setpoint);
    }

    private static double clamp(double share) {
        return Math.max(0, Math.min(1, share));
    }
}
