package io.fieldpost.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the product says about itself, and that the examples that are shown work with it. */
class VersionIT {
    @TempDir
    Path temporary;

    @Test
    void theVersionIsThatOfTheJarThatRuns() throws Exception {
        RunningProduct version = RunningProduct.run(temporary, "version");
        assertThat(version.awaitEnd()).isZero();
        assertThat(version.output()).hasSize(1);
        String number = version.output().get(0).replaceFirst("fieldpost (\\S+) \\(Java .*", "$1");
        assertThat(Installation.DISTRIBUTION.resolve("lib/fieldpost-agent-core-" + number + ".jar"))
                .exists();
    }

    @Test
    void helpFitsATerminalAndNamesEveryCommandForTechnicians() throws Exception {
        RunningProduct help = RunningProduct.run(temporary, "help");
        assertThat(help.awaitEnd()).isZero();
        assertThat(help.output()).allMatch(line -> line.length() <= 100);
        assertThat(help.text())
                .contains("run", "check", "demo", "watch", "doctor", "version", "Exit codes")
                .doesNotContain("prepare");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "config/examples/energy-meters.yaml",
                "config/examples/radio-node.yaml",
                "config/examples/retrofit-line.yaml",
                "drivers/gpio/sample.yaml",
                "drivers/http-json/sample.yaml",
                "drivers/meters/sample.yaml",
                "drivers/modbus/sample.yaml",
                "drivers/mqtt-in/sample.yaml",
                "drivers/mtconnect/sample.yaml",
                "drivers/nmea/sample.yaml",
                "drivers/serial-text/sample.yaml",
                "drivers/simulated/sample.yaml",
                "opcua-bridge/sample.yaml",
                "radio-node/sample.yaml",
                "systemd/src/dist/etc/fieldpost.yaml"
            })
    void anExampleThatIsShownIsRightAndExplained(String example) throws Exception {
        Path file = RunningProduct.ROOT.resolve(example);
        assertThat(Files.readString(file)).isNotEmpty();
        RunningProduct check = RunningProduct.run(temporary, "check", "--explain", file.toString());
        assertThat(check.awaitEnd()).as(check.text()).isZero();
        assertThat(check.errors()).isEmpty();
        assertThat(check.text()).contains("gateway", "sources", "destinations", "budget");
    }
}
