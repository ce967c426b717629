package io.fieldpost.opcua.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.opcua.simulation.MouldingMachine.Phase;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MouldingMachineTest {
    private static final double STEP = 0.1;

    @Test
    void hourOfWorkCountsEveryPartAndMeetsAFaultThatClears() {
        MouldingMachine machine = new MouldingMachine(1);
        Set<Phase> seen = EnumSet.noneOf(Phase.class);
        double peak = 0;
        double energyBefore = machine.kilowattHours();
        boolean sensorDied = false;
        for (int i = 0; i < 36_000; i++) {
            machine.step(STEP);
            seen.add(machine.phase());
            peak = Math.max(peak, machine.meltPressure());
            sensorDied |= machine.sensorDead(1);
        }
        assertThat(seen).containsExactlyInAnyOrder(Phase.values());
        assertThat(machine.shots()).isBetween(250L, 310L).isEqualTo(machine.good() + machine.rejected());
        assertThat(machine.rejected()).isPositive().isLessThan(machine.shots() / 4);
        assertThat(machine.lastCycleSeconds()).isBetween(11.0, 13.5);
        assertThat(peak).isBetween(850.0, 920.0);
        assertThat(machine.barrel.get(0).measured()).isBetween(203.0, 207.0);
        assertThat(machine.kilowattHours() - energyBefore).isBetween(10.0, 40.0);
        assertThat(sensorDied).isTrue();
    }

    @Test
    void sameSeedIsTheSameLife() {
        MouldingMachine one = new MouldingMachine(7);
        MouldingMachine other = new MouldingMachine(7);
        for (int i = 0; i < 5_000; i++) {
            one.step(STEP);
            other.step(STEP);
        }
        assertThat(one.barrel.get(2).measured()).isEqualTo(other.barrel.get(2).measured());
        assertThat(one.shots()).isEqualTo(other.shots());
        assertThat(one.kilowattHours()).isEqualTo(other.kilowattHours());
    }
}
