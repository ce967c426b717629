package io.fieldpost.product;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.agent.publish.BrokerAccess;
import io.fieldpost.agent.simulation.EmbeddedBroker;
import io.fieldpost.config.Secret;
import io.fieldpost.opcua.simulation.InjectionMouldingLine;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One clear message for what a technician can get wrong, and everything else goes on. */
class BadInputIT {
    private static final URI NO_BROKER = URI.create("mqtt://127.0.0.1:9");
    private static final String WRONG = """
            gateway: { id: dg-1, site: plant }
            sources:
              - name: press-1
                protocol: opcau
              - name: clock
                protocol: simulated
                evry: 1s
                points:
                  - { name: a, address: "sinus(period=1s)" }
            destinations:
              - { name: city, url: "http://127.0.0.1", window: 0 }
            store: { path: "%s", budget: 1KiB }
            """;

    @TempDir
    Path temporary;

    @Test
    void everyMistakeOfAFileIsToldWithItsPlaceAndNothingIsStarted() throws Exception {
        Path store = temporary.resolve("store");
        Path file = Files.writeString(temporary.resolve("wrong.yaml"), WRONG.formatted(store));
        RunningProduct run = RunningProduct.run(temporary, "run", file.toString());
        assertThat(run.awaitEnd()).isEqualTo(2);
        assertThat(run.errors())
                .anyMatch(line -> line.startsWith(file + ":4:15: ") && line.contains("did you mean 'opcua'?"))
                .anyMatch(line -> line.startsWith(file + ":7:5: ") && line.contains("'every'"))
                .anyMatch(line -> line.startsWith(file + ":9:29: ") && line.contains("unknown signal 'sinus'"))
                .anyMatch(line -> line.startsWith(file + ":11:24: ") && line.contains("mqtts?://"))
                .anyMatch(line -> line.startsWith(file + ":11:52: ") && line.contains("window"))
                .anyMatch(line -> line.startsWith(file + ":12:") && line.contains("allowed: 16MiB or more"))
                .last()
                .asString()
                .endsWith("6 problems in " + file);
        assertThat(run.output()).isEqualTo(run.errors()).hasSize(7);
        assertThat(store).doesNotExist();

        RunningProduct check = RunningProduct.run(temporary, "check", file.toString());
        assertThat(check.awaitEnd()).isEqualTo(2);
        assertThat(check.errors()).isEqualTo(run.errors());
        assertThat(store).doesNotExist();
    }

    @Test
    void aFileWithoutMistakesIsRight() throws Exception {
        String file =
                new GatewayText(temporary).simulated().destination(NO_BROKER).write();
        RunningProduct check = RunningProduct.run(temporary, "check", file);
        assertThat(check.awaitEnd()).isZero();
        assertThat(check.output()).containsExactly(file + " is right");
        assertThat(temporary.resolve("store")).doesNotExist();
    }

    @Test
    void aFileThatIsNotThereIsNamed() throws Exception {
        Path absent = temporary.resolve("absent.yaml");
        RunningProduct run = RunningProduct.run(temporary, "run", absent.toString());
        assertThat(run.awaitEnd()).isEqualTo(2);
        assertThat(run.errors()).hasSize(2).first().asString().contains(absent.toString(), "no such file");
    }

    @Test
    void aDirectoryInPlaceOfAFileIsNamed() throws Exception {
        RunningProduct run = RunningProduct.run(temporary, "run", temporary.toString());
        assertThat(run.awaitEnd()).isEqualTo(2);
        assertThat(run.errors()).hasSize(2).first().asString().contains(temporary.toString(), "directory");
    }

    @Test
    void anUnknownOptionIsNamedAndTheHelpIsShownTheWay() throws Exception {
        RunningProduct run = RunningProduct.run(temporary, "run", "--verbose", "gateway.yaml");
        assertThat(run.awaitEnd()).isEqualTo(2);
        assertThat(run.errors())
                .anyMatch(line -> line.contains("'--verbose'"))
                .anyMatch(line -> line.contains("fieldpost run --help"));
    }

    @Test
    void aStoreThatIsNotOursIsLeftAsItIs() throws Exception {
        GatewayText gateway = new GatewayText(temporary).simulated().destination(NO_BROKER);
        Path photo = Files.writeString(Files.createDirectories(gateway.store()).resolve("photo.jpg"), "holiday");
        RunningProduct run = RunningProduct.run(temporary, "run", gateway.write());
        assertThat(run.awaitEnd()).isEqualTo(4);
        assertThat(run.output()).hasSize(1).first().asString().contains(gateway.store() + " is not empty", "photo.jpg");
        assertThat(gateway.store().toFile().list()).containsExactly("photo.jpg");
        assertThat(photo).hasContent("holiday");
    }

    @Test
    void aStoreInUseIsLeftToItsAgentAndAPortInUseOnlyCostsThePage() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            GatewayText gateway = new GatewayText(temporary)
                    .simulated()
                    .destination(NO_BROKER)
                    .page(taken.getLocalPort());
            String file = gateway.write();
            try (RunningProduct first = RunningProduct.start(temporary, "run", file)) {
                first.awaitLine(line -> line.contains("WARN") && line.contains(String.valueOf(taken.getLocalPort())));
                first.awaitLine(line -> line.contains(" runs gateway dg-1"));
                RunningProduct second = RunningProduct.run(temporary, "run", file);
                assertThat(second.awaitEnd()).isEqualTo(4);
                assertThat(second.output())
                        .hasSize(1)
                        .first()
                        .asString()
                        .contains(gateway.store() + " is in use by process", "stop that one first");
                assertThat(first.runs()).isTrue();
            }
        }
    }

    @Test
    void aBrokerThatRefusesTheCredentialsIsToldOnceAndGetsEverythingLater() throws Exception {
        try (EmbeddedBroker broker = new EmbeddedBroker()
                .keepingIn(temporary.resolve("broker"))
                .allowingOnly("dg-1", "right")
                .start()) {
            GatewayText gateway = new GatewayText(temporary).simulated().destination(broker.url(), "dg-1");
            Path password = Files.writeString(temporary.resolve("password"), "wrong");
            try (Centre centre = Centre.at(access(broker, "right"));
                    RunningProduct agent = RunningProduct.start(temporary, "run", gateway.write())) {
                String refused = agent.awaitLine(line -> line.contains("destination centre"));
                assertThat(refused).contains("WARN", broker.url().toString(), "user");
                Files.writeString(password, "right");
                centre.awaitMore("clock", 40);
                agent.stop();
                assertThat(agent.awaitEnd()).isEqualTo(143);
                assertThat(agent.output().stream().filter(line -> line.contains("destination centre")))
                        .hasSize(2)
                        .last()
                        .asString()
                        .contains("connected again after");
                assertThat(centre.figures().missing()).isZero();
                assertThat(centre.figures().streams()).allMatch(stream -> stream.lowest() == 1);
            }
        }
    }

    @Test
    void aMachineThatDoesNotAnswerIsToldOnceAndTheOtherSourceDelivers() throws Exception {
        try (EmbeddedBroker broker = new EmbeddedBroker().start();
                Centre centre = Centre.at(BrokerAccess.anonymous(broker.url()))) {
            String file = new GatewayText(temporary)
                    .opcua(
                            "opc.tcp://127.0.0.1:" + freePort(),
                            List.of(new InjectionMouldingLine.LinePoint("t", "nsu=urn:press:model;s=T", "Cel")))
                    .simulated()
                    .destination(broker.url())
                    .write();
            try (RunningProduct agent = RunningProduct.start(temporary, "run", file)) {
                assertThat(agent.awaitLine(line -> line.contains("source line")))
                        .contains("WARN", "127.0.0.1");
                centre.awaitMore("clock", 60);
                assertThat(agent.output().stream().filter(line -> line.contains("source line")))
                        .hasSize(1);
                assertThat(centre.figures().missing()).isZero();
            }
        }
    }

    private static BrokerAccess access(EmbeddedBroker broker, String password) {
        return new BrokerAccess(broker.url(), null, null, "dg-1", Secret.parse("env:NONE"), secret -> password);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
