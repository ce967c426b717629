package io.fieldpost.product;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.opcua.simulation.InjectionMouldingLine;
import io.fieldpost.opcua.simulation.InjectionMouldingLine.LinePoint;
import io.fieldpost.opcua.simulation.InjectionMouldingLine.Options;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person at the gateway writes to a machine: from the command line through the running agent to an OPC UA server, and back. */
class WriteIT {
    private static final URI NOBODY = URI.create("mqtt://127.0.0.1:9");

    @TempDir
    Path temporary;

    private String file = "";

    @Test
    void whatTheListAllowsReachesTheMachineAndNothingElse() throws Exception {
        try (InjectionMouldingLine line = InjectionMouldingLine.start(Options.demo())) {
            file = gateway(line);
            assertThat(answer(1, "write", "line", "setpoint", "50", "--config", file))
                    .contains("no agent runs with the store")
                    .contains("systemctl start fieldpost");
            try (RunningProduct agent = RunningProduct.start(temporary, "run", file)) {
                agent.awaitLine(printed -> printed.contains(" runs gateway "));
                awaitConnection();
                assertThat(answer(0, "write", "line", "setpoint", "99.5", "--config", file))
                        .isEqualTo("line/setpoint = 99.5: done, Good (0)");
                assertThat(line.value("Control.Limited")).isEqualTo(99.5);
                assertThat(answer(1, "write", "line", "setpoint", "250", "--config", file))
                        .isEqualTo(
                                "fieldpost: line/setpoint = 250: refused, Bad_OutOfRange (0x803C0000): the server refuses to"
                                        + " write " + InjectionMouldingLine.address("Control.Limited"));
                assertThat(answer(1, "write", "line", "setpoint", "--config", file, "--", "-1"))
                        .isEqualTo(
                                "fieldpost: line/setpoint = -1: not allowed: -1 is outside its limits; allowed: 0 to 300");
                assertThat(answer(1, "write", "line", "barrel", "1", "--config", file))
                        .contains("not allowed: point 'barrel' of source 'line' is not on its list 'writable'");
                assertThat(line.value("Control.Limited")).isEqualTo(99.5);
                assertThat(answer(0, "call", "line", "start", "21", "cap-40", "true", "--config", file))
                        .isEqualTo("line/start(21, \"cap-40\", true) gave 42, \"cap-40 now\": done, Good (0)");
                agent.stop();
                assertThat(agent.awaitEnd()).isEqualTo(143);
            }
        }
        assertThat(answer(0, "store", "verify", temporary.resolve("store").toString()))
                .endsWith(": whole");
        String told = answer(0, "store", "export", temporary.resolve("store").toString());
        assertThat(told.lines().filter(one -> one.contains("\"point\":\"command\"")))
                .hasSizeGreaterThanOrEqualTo(5)
                .anyMatch(one -> one.contains("\"user " + System.getProperty("user.name") + "\"")
                        && one.contains("99.5")
                        && one.contains("\"done\""));
    }

    @Test
    void aGatewayThatWasKilledIsAskedAgainAfterItsNextStart() throws Exception {
        try (InjectionMouldingLine line = InjectionMouldingLine.start(Options.demo())) {
            file = gateway(line);
            try (RunningProduct agent = RunningProduct.start(temporary, "run", file)) {
                agent.awaitLine(printed -> printed.contains(" runs gateway "));
                awaitConnection();
                agent.kill();
            }
            assertThat(answer(1, "write", "line", "setpoint", "1", "--config", file))
                    .contains("was killed");
            try (RunningProduct agent = RunningProduct.start(temporary, "run", file)) {
                agent.awaitLine(printed -> printed.contains(" runs gateway "));
                awaitConnection();
                assertThat(line.value("Control.Limited")).isEqualTo(1.0);
            }
        }
    }

    /** Asks until the source works: what comes before that is refused at once, by design. */
    private void awaitConnection() throws Exception {
        for (int i = 0; i < 20; i++) {
            RunningProduct command = RunningProduct.run(temporary, "write", "line", "setpoint", "1", "--config", file);
            if (command.awaitEnd() == 0) {
                return;
            }
            assertThat(command.text()).contains("not connected");
        }
        throw new AssertionError("the source never worked");
    }

    private String gateway(InjectionMouldingLine line) throws Exception {
        String text = Files.readString(Path.of(new GatewayText(temporary)
                .opcua(
                        line.endpoint(),
                        List.of(
                                new LinePoint("setpoint", InjectionMouldingLine.address("Control.Limited"), "Cel"),
                                new LinePoint("barrel", InjectionMouldingLine.address("Barrel.T1"), "Cel")))
                .destination(NOBODY)
                .write()));
        String lists =
                """
                    writable: [ { point: setpoint, min: 0, max: 300 } ]
                    callable:
                      - name: start
                        object: "%s"
                        method: "%s"
                        arguments: [ { name: parts, min: 1, max: 100 }, { name: recipe, max_length: 20 }, { name: urgent } ]
                """.formatted(InjectionMouldingLine.address("Line"), InjectionMouldingLine.address("Control.Start"));
        return Files.writeString(
                        temporary.resolve("gateway.yaml"), text.replace("destinations:", lists + "destinations:"))
                .toString();
    }

    private String answer(int code, String... arguments) throws Exception {
        RunningProduct command = RunningProduct.run(temporary, arguments);
        assertThat(command.awaitEnd()).as(command.text()).isEqualTo(code);
        return command.text();
    }
}
