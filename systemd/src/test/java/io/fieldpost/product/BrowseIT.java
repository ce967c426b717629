package io.fieldpost.product;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.opcua.simulation.InjectionMouldingLine;
import io.fieldpost.opcua.simulation.InjectionMouldingLine.Options;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code fieldpost browse} against a machine, as a technician runs it. */
class BrowseIT {
    private static InjectionMouldingLine line;

    @TempDir
    Path temporary;

    @BeforeAll
    static void startTheMachine() throws Exception {
        line = InjectionMouldingLine.start(Options.demo().withCounters(300, Duration.ofSeconds(1)));
    }

    @AfterAll
    static void stopTheMachine() {
        line.close();
    }

    @Test
    void treeShowsNamesValuesAndAddressesAndLeavesNoSession() throws Exception {
        RunningProduct browse =
                RunningProduct.run(temporary, "browse", line.endpoint(), "--security", "None", "--insecure");
        assertThat(browse.awaitEnd()).isZero();
        assertThat(browse.output())
                .anyMatch(text -> text.startsWith("Line/  nsu=" + InjectionMouldingLine.NAMESPACE + ";s=Line"))
                .anyMatch(text -> text.matches("  Barrel\\.T1 = \\d.*\\(real, read.*\\)  nsu=.*;s=Barrel\\.T1"));
        awaitNoSession();
    }

    /** The machine may learn of the end a little later; by itself it ends a session only after a minute. */
    private static void awaitNoSession() throws InterruptedException {
        CountDownLatch pause = new CountDownLatch(1);
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (line.sessions() > 0 && System.nanoTime() - end < 0) {
            pause.await(10, TimeUnit.MILLISECONDS);
        }
        assertThat(line.sessions()).isZero();
    }

    @Test
    void pointsThatAreWrittenAreRightForCheck() throws Exception {
        RunningProduct browse = RunningProduct.run(
                temporary,
                "browse",
                line.endpoint(),
                "/Objects/nsu=" + InjectionMouldingLine.NAMESPACE + ";Line",
                "--points",
                "--security",
                "None",
                "--insecure",
                "--set",
                "publishing_interval=1s");
        assertThat(browse.awaitEnd()).isZero();
        List<String> yaml = browse.output().stream()
                .filter(text -> !browse.errors().contains(text))
                .toList();
        assertThat(yaml).hasSizeGreaterThan(300);
        String file = "gateway: { id: dg-1, site: plant }\n" + String.join("\n", yaml)
                + "\ndestinations: [ { name: centre, url: \"mqtt://127.0.0.1\" } ]\n";
        Path written = Files.writeString(temporary.resolve("gateway.yaml"), file);
        RunningProduct check = RunningProduct.run(temporary, "check", written.toString());
        assertThat(check.awaitEnd()).as(String.join("\n", check.output())).isZero();
    }

    @Test
    void sourceOfAFileIsBrowsedByItsName() throws Exception {
        String file = new GatewayText(temporary)
                .opcua(line.endpoint(), List.of())
                .destination(URI.create("mqtt://127.0.0.1:9"))
                .write();
        // The file above ends its list of points with nothing.
        Files.writeString(Path.of(file), Files.readString(Path.of(file)).replace("points:\n", "points: []\n"));
        RunningProduct browse = RunningProduct.run(temporary, "browse", "line", "--file", file, "--depth", "1");
        assertThat(browse.awaitEnd()).isZero();
        assertThat(browse.output()).anyMatch(text -> text.startsWith("Line/  nsu="));
        RunningProduct other = RunningProduct.run(temporary, "browse", "lime", "--file", file);
        assertThat(other.awaitEnd()).isEqualTo(2);
        assertThat(other.errors()).first().asString().contains("no source 'lime'", "there are: line");
    }

    @Test
    void whatIsWrongIsToldInOneLineWithTheRightExitCode() throws Exception {
        RunningProduct nobody = RunningProduct.run(temporary, "browse", "opc.tcp://127.0.0.1:9");
        assertThat(nobody.awaitEnd()).isEqualTo(1);
        assertThat(nobody.errors()).first().asString().contains("refuses the connection");
        RunningProduct noDriver = RunningProduct.run(temporary, "browse", "ftp://127.0.0.1");
        assertThat(noDriver.awaitEnd()).isEqualTo(2);
        assertThat(noDriver.errors()).first().asString().contains("no driver can browse");
        RunningProduct noKey = RunningProduct.run(temporary, "browse", line.endpoint(), "--set", "sekurity=None");
        assertThat(noKey.awaitEnd()).isEqualTo(2);
        assertThat(noKey.errors()).first().asString().contains("did you mean 'security'?");
        RunningProduct noSecurity = RunningProduct.run(temporary, "browse", line.endpoint());
        assertThat(noSecurity.awaitEnd()).isEqualTo(1);
        assertThat(noSecurity.errors()).first().asString().contains("it offers None");
        RunningProduct noWord = RunningProduct.run(temporary, "browse", line.endpoint(), "--security", "None");
        assertThat(noWord.awaitEnd()).isEqualTo(2);
        assertThat(noWord.errors()).first().asString().contains("insecure: true");
        RunningProduct noNode = RunningProduct.run(
                temporary, "browse", line.endpoint(), "ns=2;s=Line", "--security", "None", "--insecure");
        assertThat(noNode.awaitEnd()).isEqualTo(2);
        assertThat(noNode.errors()).first().asString().contains("namespace index 2");
    }
}
