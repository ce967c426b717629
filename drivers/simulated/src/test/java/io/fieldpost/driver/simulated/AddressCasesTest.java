package io.fieldpost.driver.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Runs every folder under {@code testcases/}: an address, and its value at a time or the complaint about it. */
class AddressCasesTest {
    private static final Path CASES = Path.of("testcases");

    @TestFactory
    List<DynamicTest> everyAddressGivesItsValueOrComplaint() throws IOException {
        try (Stream<Path> folders = Files.list(CASES)) {
            List<DynamicTest> cases = folders.sorted()
                    .map(folder -> DynamicTest.dynamicTest(folder.getFileName().toString(), () -> check(folder)))
                    .toList();
            assertThat(cases).as("folders in " + CASES.toAbsolutePath()).isNotEmpty();
            return cases;
        }
    }

    private static void check(Path folder) throws Exception {
        String address = line(folder.resolve("address"));
        String[] expected = line(folder.resolve("expected")).split(" ", 3);
        if (expected[0].equals("complaint")) {
            assertThat(new SimulatedDriverFactory().complaintAbout(address)).isEqualTo(expected[1] + " " + expected[2]);
        } else {
            assertThat(new SimulatedDriverFactory().complaintAbout(address)).isEmpty();
            assertThat(Signal.parse(address).at(Instant.parse(expected[1]), 1)).hasToString(expected[2]);
        }
    }

    private static String line(Path file) throws IOException {
        return Files.readString(file).replace("\n", "");
    }
}
