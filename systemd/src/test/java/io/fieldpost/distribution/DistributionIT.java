package io.fieldpost.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/** What is in the assembled product, and what may never be. */
class DistributionIT {

    /** The bound that docs/reference/footprint.md names. */
    private static final long LARGEST_PRODUCT_MEGABYTES = 19;

    private static final Path DISTRIBUTION = Path.of(System.getProperty("fieldpost.distribution"));
    private static final Path DEMO_LIB = Path.of(System.getProperty("fieldpost.demoLib"));

    @Test
    void theProductHoldsOurModulesAndOneLogBackend() throws IOException {
        assertThat(artifacts(DISTRIBUTION.resolve("lib")))
                .contains(
                        "fieldpost-agent-core",
                        "fieldpost-config",
                        "fieldpost-driver-api",
                        "fieldpost-driver-gpio",
                        "fieldpost-driver-http-json",
                        "fieldpost-driver-meters",
                        "fieldpost-driver-modbus",
                        "fieldpost-driver-mqtt-in",
                        "fieldpost-driver-mtconnect",
                        "fieldpost-driver-nmea",
                        "fieldpost-driver-serial-text",
                        "fieldpost-driver-simulated",
                        "fieldpost-http-get",
                        "fieldpost-json-point",
                        "fieldpost-opcua-bridge",
                        "fieldpost-radio-node",
                        "fieldpost-serial-line",
                        "jna",
                        "milo-sdk-server",
                        "pi4j-plugin-gpiod",
                        "pi4j-plugin-linuxfs",
                        "slf4j-tinylog",
                        "tinylog-impl");
    }

    @Test
    void theProductHoldsNothingThatOnlyDemonstratesOrTests() throws IOException {
        assertThat(jars(DISTRIBUTION.resolve("lib")))
                .noneMatch(jar -> jar.matches(
                        ".*(simulation|testkit|artemis|jsch|junit|assertj|mockito|jqwik|logback|fieldpost-systemd).*"));
    }

    /** PLC4X is a plug-in: those who do not need it do not carry its twenty libraries. */
    @Test
    void theProductHoldsNothingOfThePlugins() throws IOException {
        assertThat(jars(DISTRIBUTION.resolve("lib")))
                .noneMatch(jar -> jar.matches("(plc4j|vavr|pcap4j|commons|bit-io).*"));
        assertThat(artifacts(DISTRIBUTION.resolve("lib"))).doesNotContain("fieldpost-driver-plc4x");
    }

    @Test
    void noArtifactIsThereInTwoVersions() throws IOException {
        Map<String, Long> counts = Stream.concat(jars(DISTRIBUTION.resolve("lib")).stream(), jars(DEMO_LIB).stream())
                .distinct()
                .collect(Collectors.groupingBy(DistributionIT::artifact, Collectors.counting()));
        counts.values().removeIf(count -> count == 1);
        assertThat(counts).isEmpty();
    }

    @Test
    void theDemonstrationAddsItsCounterpartsAndNoTestLibrary() throws IOException {
        assertThat(artifacts(DEMO_LIB))
                .contains(
                        "artemis-server",
                        "artemis-mqtt-protocol",
                        "fieldpost-systemd",
                        "fieldpost-opcua-bridge-simulation",
                        "fieldpost-radio-node-simulation")
                .noneMatch(artifact -> artifact.matches(".*(junit|assertj|mockito|jqwik|logback).*"));
    }

    @Test
    void theProductStaysSmall() throws IOException {
        long bytes = 0;
        for (String jar : jars(DISTRIBUTION.resolve("lib"))) {
            bytes += Files.size(DISTRIBUTION.resolve("lib").resolve(jar));
        }
        assertThat(bytes / 1_000_000).isLessThan(LARGEST_PRODUCT_MEGABYTES);
    }

    /** Milo reads every jar's manifest when it is loaded, and Java verifies a signed jar on the way, at each start. */
    @Test
    void bouncyCastleIsThereWithoutItsSignature() throws IOException {
        List<String> names = jars(DISTRIBUTION.resolve("lib")).stream()
                .filter(name -> name.matches("bc(prov|pkix|util)-.*"))
                .toList();
        assertThat(names).hasSize(3);
        for (String name : names) {
            try (JarFile jar =
                    new JarFile(DISTRIBUTION.resolve("lib").resolve(name).toFile())) {
                assertThat(jar.stream().map(ZipEntry::getName))
                        .as(name)
                        .noneMatch(entry -> entry.matches("META-INF/[^/]+\\.(SF|DSA|RSA|EC)"));
            }
        }
    }

    /** What it is told of that is not there ends in an UnsatisfiedLinkError, on a board and not here. */
    @Test
    void nativeCodeIsThereForEveryGatewayThatTheLibraryRunsOn() throws IOException {
        assertThat(nativeCode("jna-"))
                .containsExactlyInAnyOrder(
                        "com/sun/jna/linux-aarch64/libjnidispatch.so",
                        "com/sun/jna/linux-arm/libjnidispatch.so",
                        "com/sun/jna/linux-x86-64/libjnidispatch.so");
        assertThat(nativeCode("pi4j-library-gpiod-"))
                .contains("lib/aarch64/pi4j-gpiod/libgpiod.so", "lib/armhf/pi4j-gpiod/libgpiod.so");
        assertThat(nativeCode("pi4j-library-linuxfs-"))
                .contains("lib/aarch64/pi4j-linuxfs/libpi4j-linuxfs.so", "lib/armhf/pi4j-linuxfs/libpi4j-linuxfs.so");
    }

    @Test
    void theBillOfMaterialsNamesEveryLibraryThatIsThere() throws IOException {
        String bill = Files.readString(DISTRIBUTION.resolve("fieldpost.cdx.json"));
        for (String artifact : artifacts(DISTRIBUTION.resolve("lib"))) {
            assertThat(bill).contains("\"name\" : \"" + artifact + "\"");
        }
    }

    /** Libraries for the processor in the one jar whose name begins with {@code library}. */
    private static List<String> nativeCode(String library) throws IOException {
        List<String> found = jars(DISTRIBUTION.resolve("lib")).stream()
                .filter(jar -> jar.startsWith(library))
                .toList();
        assertThat(found).hasSize(1);
        try (JarFile jar =
                new JarFile(DISTRIBUTION.resolve("lib").resolve(found.get(0)).toFile())) {
            return jar.stream()
                    .map(ZipEntry::getName)
                    .filter(entry -> entry.matches(".*\\.(so|dll|a|jnilib)"))
                    .toList();
        }
    }

    /** File names of the jars in {@code directory}. */
    private static List<String> jars(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    /** Names of the jars in {@code directory} without version and extension; a classifier stays. */
    private static List<String> artifacts(Path directory) throws IOException {
        return jars(directory).stream().map(DistributionIT::artifact).toList();
    }

    private static String artifact(String jar) {
        return jar.replaceFirst("-\\d[\\w.]*(-SNAPSHOT)?", "")
                .replaceFirst("\\.jar$", "")
                .replaceFirst("\\.Final", "");
    }
}
