package io.fieldpost.driver.serialtext;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.driver.Point;
import io.fieldpost.driver.Quality;
import io.fieldpost.driver.ValueType;
import io.fieldpost.driver.serial.Heard;
import io.fieldpost.driver.testkit.ManualClock;
import io.fieldpost.driver.testkit.TestContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Runs every folder under {@code testcases/}: an address, the line that a device sends where the address is right, the point's unit, settings
 * where there are any, and what is read from the line or complained about.
 */
class AddressCasesTest {
    private static final Path CASES = Path.of("testcases");

    @TestFactory
    List<DynamicTest> everyAddressGivesItsReadingOrComplaint() throws IOException {
        try (Stream<Path> folders = Files.list(CASES)) {
            List<DynamicTest> cases = folders.sorted()
                    .map(folder -> DynamicTest.dynamicTest(folder.getFileName().toString(), () -> check(folder)))
                    .toList();
            assertThat(cases).as("folders in " + CASES.toAbsolutePath()).isNotEmpty();
            return cases;
        }
    }

    private static String text(Path file) throws IOException {
        return Files.exists(file) ? Files.readString(file).replaceAll("\n$", "") : "";
    }

    private static void check(Path folder) throws Exception {
        String address = text(folder.resolve("address"));
        String expected = text(folder.resolve("expected"));
        String complaint = new SerialTextDriverFactory().complaintAbout(address);
        if (Files.exists(folder.resolve("line"))) {
            assertThat(complaint).isEmpty();
            assertThat(read(address, folder)).isEqualTo(expected);
        } else {
            assertThat(complaint).isEqualTo(expected);
        }
    }

    private static String read(String address, Path folder) throws Exception {
        SerialTextSettings settings =
                Settings.good("connection: serial:/dev/ttyUSB0\n" + text(folder.resolve("settings")));
        LineJudge judge = new LineJudge(settings, new TestContext("scale", new ManualClock(), Path.of("none")));
        Point point = new Point("scale", "p", address, ValueType.ANY, text(folder.resolve("unit")));
        List<String> outcomes = new ArrayList<>();
        byte[] line = text(folder.resolve("line")).getBytes(StandardCharsets.US_ASCII);
        judge.judge(
                new Heard.Line(line),
                List.of(point),
                (of, outcome) -> outcomes.add(
                        ((outcome.quality().severity() == Quality.Severity.BAD ? "" : outcome.value() + " ")
                                        + outcome.quality() + " " + outcome.remark())
                                .strip()));
        return outcomes.isEmpty() ? "nothing" : String.join("\n", outcomes);
    }
}
