package io.fieldpost.product;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.agent.publish.BrokerAccess;
import io.fieldpost.agent.simulation.EmbeddedBroker;
import io.fieldpost.opcua.simulation.InjectionMouldingLine;
import io.fieldpost.opcua.simulation.InjectionMouldingLine.Options;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.milo.opcua.stack.core.security.SecurityPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way of a technician from an unknown machine to its values, while the agent runs. */
class TrustIT {
    private static final Pattern COMMAND = Pattern.compile("fieldpost trust show ((?:[0-9A-F]{2}:){3}[0-9A-F]{2})");

    @TempDir
    Path temporary;

    private String fieldpost(String command, String file, String... further) throws Exception {
        String[] arguments = new String[further.length + 6];
        arguments[0] = "trust";
        arguments[1] = command;
        System.arraycopy(further, 0, arguments, 2, further.length);
        arguments[further.length + 2] = "--config";
        arguments[further.length + 3] = file;
        arguments[further.length + 4] = "--language";
        arguments[further.length + 5] = "en";
        try (RunningProduct product = RunningProduct.run(temporary, arguments)) {
            assertThat(product.awaitEnd()).as(product.text()).isZero();
            return product.text();
        }
    }

    @Test
    void unknownMachineWaitsIsApprovedAsTheLogSaysAndDelivers() throws Exception {
        try (InjectionMouldingLine machine =
                        InjectionMouldingLine.start(Options.demo().withPolicies(SecurityPolicy.Basic256Sha256));
                EmbeddedBroker broker = new EmbeddedBroker().start();
                Centre centre = Centre.at(BrokerAccess.anonymous(broker.url()))) {
            String file = new GatewayText(temporary)
                    .opcua(machine.endpoint(), "Best", machine.points())
                    .destination(broker.url())
                    .page(0)
                    .write();
            try (RunningProduct agent = RunningProduct.start(temporary, "run", file)) {
                Page page = new Page(agent.awaitLine(line -> line.contains(" runs gateway ")));
                Matcher told = COMMAND.matcher(
                        agent.awaitLine(line -> COMMAND.matcher(line).find()));
                assertThat(told.find()).isTrue();
                page.awaitStatus("fieldpost trust approve " + told.group(1));
                assertThat(fieldpost("list", file)).contains("own ", "waiting ", "line ", told.group(1));
                assertThat(fieldpost("show", file, "own")).contains("CN=Fieldpost dg-1", "urn:fieldpost:dg-1:");
                RunningProduct doctor = RunningProduct.run(temporary, "doctor", "--language", "en", file);
                assertThat(doctor.text()).contains("1 waits for a person: line " + told.group(1));

                assertThat(fieldpost("approve", file, told.group(1))).startsWith("trusted for line from now on");
                centre.awaitMore("line", 20);

                assertThat(fieldpost("reject", file, told.group(1))).startsWith("no longer trusted for line");
                centre.awaitMore("line", 20);
                machine.stop();
                machine.restart();
                page.awaitStatus("fieldpost trust approve " + told.group(1));
                assertThat(machine.sessions()).isZero();
                agent.stop();
                assertThat(agent.awaitEnd()).isEqualTo(143);
            }
        }
    }
}
