package io.fieldpost.driver.mqttin;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.Quality;
import io.fieldpost.driver.ValueType;
import io.fieldpost.driver.testkit.ManualClock;
import io.fieldpost.driver.testkit.RecordingSink;
import io.fieldpost.driver.testkit.TestContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Runs every folder under {@code testcases/}: an address, the topic and payload of a message where the address is right (with the settings
 * {@code time} and {@code zone}, and whether it is {@code retained}), and what becomes of it or what is complained about.
 */
class PayloadCasesTest {
    private static final Path CASES = Path.of("testcases");

    @TestFactory
    List<DynamicTest> everyMessageGivesItsValueOrComplaint() throws IOException {
        try (Stream<Path> folders = Files.list(CASES)) {
            List<DynamicTest> cases = folders.sorted()
                    .map(folder -> DynamicTest.dynamicTest(folder.getFileName().toString(), () -> check(folder)))
                    .toList();
            assertThat(cases).as("folders in " + CASES.toAbsolutePath()).isNotEmpty();
            return cases;
        }
    }

    private static @Nullable String line(Path file) throws IOException {
        return Files.exists(file) ? Files.readString(file).replace("\n", "") : null;
    }

    private static void check(Path folder) throws Exception {
        String address = line(folder.resolve("address"));
        String complaint = new MqttInDriverFactory().complaintAbout(address);
        if (!Files.exists(folder.resolve("payload"))) {
            assertThat(complaint).isEqualTo(line(folder.resolve("expected")));
            return;
        }
        assertThat(complaint).isEmpty();
        assertThat(taken(folder, address)).isEqualTo(line(folder.resolve("expected")));
    }

    private static String taken(Path folder, String address) throws IOException {
        MqttInSettings settings = TestSettings.of(1883)
                .time(line(folder.resolve("time")), line(folder.resolve("zone")))
                .build();
        ManualClock clock = new ManualClock();
        TestContext context = new TestContext("sensors", clock, folder);
        RecordingSink sink = new RecordingSink();
        Point point = new Point("sensors", "power", address, ValueType.ANY, "1");
        Intake intake = new Intake(
                settings,
                context,
                new Routes(List.of(point), settings.timePointer(), 0),
                new Availability(DeviceKind.PLAIN, null),
                new PointRemarks(context),
                sink,
                new Echo());
        intake.take(
                new Arrival(
                        String.valueOf(line(folder.resolve("topic"))),
                        Files.readAllBytes(folder.resolve("payload")),
                        1,
                        Files.exists(folder.resolve("retained")),
                        false),
                0);
        if (sink.snapshot().isEmpty()) {
            return "nothing";
        }
        assertThat(sink.snapshot()).hasSize(1);
        return told(sink.snapshot().get(0), clock, context);
    }

    private static String told(Measurement measurement, ManualClock clock, TestContext context) {
        String name = measurement.point().name();
        boolean isBad = measurement.quality().severity() == Quality.Severity.BAD;
        String time = measurement.sourceTime().equals(clock.instant()) ? "" : " at " + measurement.sourceTime();
        String remark = context.remarks().getOrDefault(name, "");
        return (name + (isBad ? "" : " " + measurement.value()) + " " + measurement.quality() + time + " " + remark)
                .strip();
    }
}
