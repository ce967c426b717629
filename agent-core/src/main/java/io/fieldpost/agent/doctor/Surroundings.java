package io.fieldpost.agent.doctor;

import io.fieldpost.agent.ClockProbe;
import java.time.InstantSource;
import java.util.Map;

/** What the checks see of the machine, so that tests can show them another one. */
record Surroundings(
        Runtime.Version java,
        long maxHeap,
        String user,
        InstantSource clock,
        ClockProbe clockProbe,
        Card.Probe cards,
        Map<String, String> environment) {
    static Surroundings here() {
        return new Surroundings(
                Runtime.version(),
                Runtime.getRuntime().maxMemory(),
                System.getProperty("user.name", "?"),
                InstantSource.system(),
                new ClockProbe(),
                Card::at,
                System.getenv());
    }
}
