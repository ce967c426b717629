package io.fieldpost.driver.meters;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Runs every folder under {@code testcases/}: an address, the bytes behind the identifier where it is right, and what is read from them
 * or complained about.
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

    private static void check(Path folder) throws Exception {
        String address = line(folder.resolve("address"));
        String expected = line(folder.resolve("expected"));
        String complaint = new MetersDriverFactory().complaintAbout(address);
        if (Files.exists(folder.resolve("data"))) {
            assertThat(complaint).isEmpty();
            PointAddress parsed = PointAddress.parse(address);
            Reading reading = parsed.item().read(FramingTest.bytes(line(folder.resolve("data"))));
            assertThat(parsed.item().identifier() + (parsed.quarter() ? " quarter " : " ") + reading)
                    .isEqualTo(expected);
        } else {
            assertThat(complaint).isEqualTo(expected);
        }
    }

    private static String line(Path file) throws IOException {
        return Files.readString(file).replace("\n", "");
    }
}
