package io.fieldpost.driver.modbus.address;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.driver.modbus.ModbusDriverFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Runs every folder under {@code testcases/}: an address, and where it is and what its bytes are there, or the complaint about it. */
class AddressCasesTest {
    private static final Path CASES = Path.of("testcases");

    @TestFactory
    List<DynamicTest> everyAddressGivesItsPlaceAndValueOrComplaint() throws IOException {
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
        String[] expected = Files.readString(folder.resolve("expected")).split("\n");
        String complaint = new ModbusDriverFactory().complaintAbout(address);
        if (expected[0].startsWith("complaint ")) {
            assertThat("complaint " + complaint).isEqualTo(expected[0]);
            return;
        }
        assertThat(complaint).isEmpty();
        ModbusAddress parsed = ModbusAddress.parse(address);
        assertThat(parsed.place() + ", " + parsed.width() + " wide").isEqualTo(expected[0]);
        String[] bytes = expected[1].split(" ", 2);
        assertThat(parsed.content().decode(HexFormat.of().parseHex(bytes[0]), 0))
                .hasToString(bytes[1]);
    }
}
