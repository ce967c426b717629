package io.fieldpost.opcua.simulation;

import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * An injection-moulding machine as a function of time: it clamps, injects, holds, cools and ejects, counts shots, good and rejected
 * parts, heats its barrel, uses energy, and now and then a heater fails. The same seed and the same steps give the same life. Not
 * thread-safe.
 */
final class MouldingMachine {
    /** Where the machine is in its cycle, and how long that takes. */
    enum Phase {
        CLAMP(1.2),
        INJECT(1.8),
        HOLD(3.0),
        COOL(5.0),
        EJECT(1.0),
        /** Stopped until the heater is repaired. */
        FAULT(20);

        final double seconds;

        Phase(double seconds) {
            this.seconds = seconds;
        }
    }

    private static final double PEAK_BAR = 920;
    private static final double HOLD_BAR = 480;
    private static final double BACK_PRESSURE_BAR = 60;
    private static final double STROKE_MM = 140;
    private static final double CUSHION_MM = 8;
    private static final double CLAMP_KN = 1_500;
    private static final double SPREAD = 0.04;
    /** A part is bad when a zone was farther off than this while it was filled. */
    private static final double TOLERANCE_KELVIN = 4;

    private static final double CHANCE_OF_REJECT = 0.015;
    private static final int SHOTS_TO_FIRST_FAULT = 8;
    private static final int SHOTS_BETWEEN_FAULTS = 40;
    /** Zone whose heater fails. */
    private static final int WEAK_ZONE = 1;

    private final RandomGenerator random;
    final List<HeatedZone> barrel =
            List.of(new HeatedZone(205), new HeatedZone(220), new HeatedZone(230), new HeatedZone(235));
    final HeatedZone mould = new HeatedZone(60);

    private Phase phase = Phase.CLAMP;
    private double inPhase;
    private double phaseLength = Phase.CLAMP.seconds;
    private double cycleSeconds;
    private double lastCycleSeconds;
    private boolean filledWell = true;
    private long shots;
    private long good;
    private long rejected;
    private long nextFault = SHOTS_TO_FIRST_FAULT;
    private double kilowatts;
    private double kilowattHours = 18_250;

    MouldingMachine(long seed) {
        random = new SplittableRandom(seed);
    }

    /** Lets time pass: a step longer than a phase ends that phase alone. */
    void step(double seconds) {
        barrel.forEach(zone -> zone.step(seconds, random));
        mould.step(seconds, random);
        inPhase += seconds;
        cycleSeconds += seconds;
        kilowatts = power();
        kilowattHours += kilowatts * seconds / 3600;
        if (inPhase >= phaseLength) {
            enter(next());
        }
    }

    private Phase next() {
        return switch (phase) {
            case CLAMP -> Phase.INJECT;
            case INJECT -> Phase.HOLD;
            case HOLD -> Phase.COOL;
            case COOL -> Phase.EJECT;
            case EJECT -> shots + 1 >= nextFault ? Phase.FAULT : Phase.CLAMP;
            case FAULT -> Phase.CLAMP;
        };
    }

    private void enter(Phase next) {
        switch (next) {
            case INJECT -> filledWell = barrel.stream().allMatch(zone -> zone.deviation() < TOLERANCE_KELVIN);
            case FAULT -> fail();
            case CLAMP -> recover();
            default -> {}
        }
        if (phase == Phase.EJECT) {
            countPart();
        }
        phase = next;
        inPhase = 0;
        phaseLength = next.seconds * (1 + SPREAD * (2 * random.nextDouble() - 1));
    }

    private void countPart() {
        shots++;
        if (filledWell && random.nextDouble() >= CHANCE_OF_REJECT) {
            good++;
        } else {
            rejected++;
        }
        lastCycleSeconds = cycleSeconds;
        cycleSeconds = 0;
    }

    private void fail() {
        barrel.get(WEAK_ZONE).heaterBroken = true;
        nextFault = shots + 1 + SHOTS_BETWEEN_FAULTS / 2 + random.nextInt(SHOTS_BETWEEN_FAULTS);
    }

    private void recover() {
        if (phase == Phase.FAULT) {
            barrel.get(WEAK_ZONE).heaterBroken = false;
            cycleSeconds = 0;
        }
    }

    private double power() {
        double heaters = barrel.stream().mapToDouble(zone -> 4.5 * zone.duty()).sum() + 2 * mould.duty();
        return heaters
                + switch (phase) {
                    case CLAMP -> 9;
                    case INJECT -> 32;
                    case HOLD -> 14;
                    case COOL -> 11;
                    case EJECT -> 6;
                    case FAULT -> 1.2;
                };
    }

    Phase phase() {
        return phase;
    }

    /** Pressure of the melt at the nozzle, in bar: rises while injecting, is held, decays while cooling. */
    double meltPressure() {
        double done = inPhase / phaseLength;
        return switch (phase) {
            case INJECT -> BACK_PRESSURE_BAR + (PEAK_BAR - BACK_PRESSURE_BAR) * done * done;
            case HOLD -> HOLD_BAR + (PEAK_BAR - HOLD_BAR) * Math.exp(-6 * done);
            case COOL -> BACK_PRESSURE_BAR + (HOLD_BAR - BACK_PRESSURE_BAR) * Math.exp(-8 * done);
            case CLAMP, EJECT, FAULT -> 2;
        };
    }

    /** Position of the screw, in millimetres: forward while injecting, back while the next shot is plasticised. */
    double screwPosition() {
        double done = inPhase / phaseLength;
        return switch (phase) {
            case INJECT -> STROKE_MM - (STROKE_MM - CUSHION_MM) * done;
            case HOLD, FAULT -> CUSHION_MM;
            case COOL -> CUSHION_MM + (STROKE_MM - CUSHION_MM) * done;
            case CLAMP, EJECT -> STROKE_MM;
        };
    }

    /** Clamping force, in kilonewton. */
    double clampForce() {
        return switch (phase) {
            case CLAMP -> CLAMP_KN * inPhase / phaseLength;
            case INJECT, HOLD, COOL -> CLAMP_KN;
            case EJECT, FAULT -> 0;
        };
    }

    /** The broken zone's sensor is dead for the first half of a fault. */
    boolean sensorDead(int zone) {
        return phase == Phase.FAULT && zone == WEAK_ZONE && inPhase < phaseLength / 2;
    }

    long shots() {
        return shots;
    }

    long good() {
        return good;
    }

    long rejected() {
        return rejected;
    }

    double lastCycleSeconds() {
        return lastCycleSeconds;
    }

    double kilowatts() {
        return kilowatts;
    }

    double kilowattHours() {
        return kilowattHours;
    }
}
