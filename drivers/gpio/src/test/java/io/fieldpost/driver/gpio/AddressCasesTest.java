package io.fieldpost.driver.gpio;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.driver.gpio.address.GpioAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Runs every folder under {@code testcases/}: an address, and what it is or the complaint about it. */
class AddressCasesTest {
    private static final Path CASES = Path.of("testcases");

    @TestFactory
    List<DynamicTest> everyAddressGivesItsPlaceOrComplaint() throws IOException {
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
        String complaint = new GpioDriverFactory().complaintAbout(address);
        if (expected.startsWith("complaint ")) {
            assertThat("complaint " + complaint).isEqualTo(expected);
        } else {
            assertThat(complaint).isEmpty();
            assertThat(GpioAddress.parse(address)).hasToString(expected);
        }
    }

    /** Parts of addresses in any order, and anything between. */
    @Provide
    Arbitrary<String> addresses() {
        return Arbitraries.oneOf(
                        Arbitraries.of(
                                "din",
                                "counter",
                                "dout",
                                "pwm",
                                "i2c",
                                "spi",
                                "w1",
                                "led",
                                "17",
                                "1",
                                "0x76",
                                "0x48",
                                "bme280",
                                "ads1115",
                                "ina219",
                                "mcp3008",
                                "temperature",
                                "ch0",
                                "1000Hz",
                                "safe=",
                                "debounce=",
                                "shunt=1",
                                "vref=9999999999",
                                "pull-",
                                "",
                                " "),
                        Arbitraries.strings().ascii().ofMaxLength(8))
                .list()
                .ofMaxSize(8)
                .map(parts -> String.join("/", parts));
    }

    @Property
    void anyTextIsAnAddressOrAComplaintWithAPlaceInIt(@ForAll("addresses") String address) throws Exception {
        String complaint = new GpioDriverFactory().complaintAbout(address);
        if (complaint.isEmpty()) {
            assertThat(GpioAddress.parse(address)).isNotNull();
        } else {
            assertThat(complaint).matches("(?s)at character \\d+: .+");
            int place = Integer.parseInt(complaint.replaceAll("(?s)at character (\\d+):.*", "$1"));
            assertThat(place).isBetween(1, address.length() + 1);
        }
    }
}
