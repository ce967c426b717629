package io.fieldpost.driver.mtconnect;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.driver.Value;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Runs every folder under {@code testcases/}: an address, the container with one observation as an agent tells it where the address is right,
 * and what is read from it or complained about.
 */
class ObservationValueTest {
    private static final Path CASES = Path.of("testcases");

    @TestFactory
    List<DynamicTest> everyObservationIsReadAsItsAddressSays() throws Exception {
        try (Stream<Path> folders = Files.list(CASES)) {
            List<DynamicTest> cases = folders.sorted()
                    .map(folder -> DynamicTest.dynamicTest(folder.getFileName().toString(), () -> check(folder)))
                    .toList();
            assertThat(cases).as("folders in " + CASES.toAbsolutePath()).isNotEmpty();
            return cases;
        }
    }

    private static void check(Path folder) throws Exception {
        String address = Files.readString(folder.resolve("address")).replace("\n", "");
        String expected = Files.readString(folder.resolve("expected")).replace("\n", "");
        String complaint = new MtconnectDriverFactory().complaintAbout(address);
        if (Files.exists(folder.resolve("observation.xml"))) {
            assertThat(complaint).isEmpty();
            assertThat(read(address, Files.readString(folder.resolve("observation.xml"))))
                    .isEqualTo(expected);
        } else {
            assertThat(complaint).isEqualTo(expected);
        }
    }

    private static String read(String address, String container) throws Exception {
        String document = "<MTConnectStreams xmlns='urn:mtconnect.org:MTConnectStreams:2.0'>"
                + "<Header instanceId='1' firstSequence='1' lastSequence='9' nextSequence='10'/><Streams><DeviceStream>"
                + "<ComponentStream>" + container + "</ComponentStream></DeviceStream></Streams></MTConnectStreams>";
        AgentAnswer.Streams streams = (AgentAnswer.Streams)
                DocumentReader.read(document.getBytes(StandardCharsets.UTF_8), (id, name) -> true);
        assertThat(streams.observations()).hasSize(1);
        DataItemAddress parsed = DataItemAddress.parse(address);
        ObservationValue value = ObservationValue.of(streams.observations().get(0), parsed.readAs());
        String shown = value.value() instanceof Value.Absent ? "" : shown(value.value()) + " ";
        return (shown + value.quality() + " " + value.remark()).strip();
    }

    private static String shown(Value value) {
        if (value instanceof Value.Record record) {
            List<String> fields = record.fields().entrySet().stream()
                    .map(each -> each.getKey() + "=" + shown(each.getValue()))
                    .toList();
            return "{" + String.join(", ", fields) + "}";
        } else if (value instanceof Value.Text text) {
            return text.value();
        } else if (value instanceof Value.Series series) {
            return "series from " + series.start() + " by " + series.step() + " " + series.axisUnit() + " "
                    + java.util.Arrays.toString(series.values());
        }
        return value.toString();
    }
}
