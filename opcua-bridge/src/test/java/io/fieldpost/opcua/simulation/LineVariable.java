package io.fieldpost.opcua.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;

/**
 * One variable of the machine's server.
 *
 * @param id string identifier of its NodeId
 * @param name what the demo calls it
 * @param unit UCUM code
 * @param type OPC UA data type
 * @param value its value, asked after each step
 * @param dead whether its sensor gives none just now
 */
record LineVariable(
        String id,
        String name,
        String unit,
        NodeId type,
        Function<MouldingMachine, Variant> value,
        Predicate<MouldingMachine> dead) {

    static final List<LineVariable> ALL = all();

    private static List<LineVariable> all() {
        List<LineVariable> all = new ArrayList<>();
        all.add(of(
                "Machine.State",
                "state",
                "1",
                NodeIds.String,
                m -> Variant.ofString(m.phase().name())));
        for (int zone = 0; zone < 4; zone++) {
            all.add(temperature(zone));
        }
        all.add(real("Mould.T", "mould_temperature", "Cel", m -> m.mould.measured()));
        all.add(real("Melt.Pressure", "melt_pressure", "bar", MouldingMachine::meltPressure));
        all.add(real("Screw.Position", "screw_position", "mm", MouldingMachine::screwPosition));
        all.add(of("Clamp.Force", "clamp_force", "kN", NodeIds.Float, m -> Variant.ofFloat((float) m.clampForce())));
        all.add(real("Cycle.Last", "cycle_time", "s", MouldingMachine::lastCycleSeconds));
        all.add(count("Counter.Shots", "shots", MouldingMachine::shots));
        all.add(count("Counter.Good", "good_parts", MouldingMachine::good));
        all.add(count("Counter.Rejected", "rejected_parts", MouldingMachine::rejected));
        all.add(real("Power.Active", "power", "kW", MouldingMachine::kilowatts));
        all.add(real("Energy.Total", "energy", "kW.h", MouldingMachine::kilowattHours));
        all.add(of("Alarm.Active", "alarm", "1", NodeIds.Boolean, m -> Variant.ofBoolean(isFault(m))));
        all.add(of(
                "Alarm.Text",
                "alarm_text",
                "1",
                NodeIds.LocalizedText,
                m -> Variant.ofLocalizedText(
                        LocalizedText.english(isFault(m) ? "heater of barrel zone 2 failed" : ""))));
        return List.copyOf(all);
    }

    private static boolean isFault(MouldingMachine machine) {
        return machine.phase() == MouldingMachine.Phase.FAULT;
    }

    private static LineVariable temperature(int zone) {
        String number = Integer.toString(zone + 1);
        return new LineVariable(
                "Barrel.T" + number,
                "barrel_temperature_" + number,
                "Cel",
                NodeIds.Double,
                machine -> Variant.ofDouble(machine.barrel.get(zone).measured()),
                machine -> machine.sensorDead(zone));
    }

    private static LineVariable real(String id, String name, String unit, Function<MouldingMachine, Double> value) {
        return of(id, name, unit, NodeIds.Double, machine -> Variant.ofDouble(value.apply(machine)));
    }

    private static LineVariable count(String id, String name, Function<MouldingMachine, Long> value) {
        return of(id, name, "1", NodeIds.UInt32, machine -> Variant.ofUInt32(UInteger.valueOf(value.apply(machine))));
    }

    private static LineVariable of(
            String id, String name, String unit, NodeId type, Function<MouldingMachine, Variant> value) {
        return new LineVariable(id, name, unit, type, value, machine -> false);
    }
}
