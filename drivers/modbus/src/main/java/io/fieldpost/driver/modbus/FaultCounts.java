package io.fieldpost.driver.modbus;

import io.fieldpost.driver.Remark;
import io.fieldpost.driver.modbus.line.Fault;
import io.fieldpost.driver.modbus.line.FaultListener;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** How often what was wrong with which unit, in this connection. Belongs to one thread. */
final class FaultCounts implements FaultListener {
    private final Map<Integer, Map<Fault, Count>> byUnit = new TreeMap<>();

    private static final class Count {
        private long counted;
        private long told;
    }

    @Override
    public void faulty(int unit, Fault fault) {
        byUnit.computeIfAbsent(unit, unused -> new EnumMap<>(Fault.class))
                .computeIfAbsent(fault, unused -> new Count())
                .counted++;
    }

    /** Says what has been counted since the last time. */
    void tell(Consumer<Remark> listener) {
        byUnit.forEach((unit, counts) -> counts.forEach((fault, count) -> {
            if (count.told != count.counted) {
                count.told = count.counted;
                String times = count.counted == 1 ? "once" : count.counted + " times";
                listener.accept(new Remark(
                        "unit " + unit,
                        aspect(fault),
                        fault.what() + ": " + times + " since the connection stands; " + fault.advice()));
            }
        }));
    }

    private static String aspect(Fault fault) {
        return fault.name().toLowerCase(Locale.ROOT);
    }
}
