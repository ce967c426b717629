package io.fieldpost.driver.plc4x;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Runs every folder under {@code testcases/}: an address, and what is complained about, nothing where it is right. */
class AddressCasesTest {
    private static final Path CASES = Path.of("testcases");

    @TestFactory
    List<DynamicTest> everyAddressHasItsComplaint() throws IOException {
        try (Stream<Path> folders = Files.list(CASES)) {
            List<DynamicTest> cases = folders.sorted()
                    .map(folder -> DynamicTest.dynamicTest(folder.getFileName().toString(), () -> check(folder)))
                    .toList();
            assertThat(cases).as("folders in " + CASES.toAbsolutePath()).isNotEmpty();
            return cases;
        }
    }

    private static void check(Path folder) throws IOException {
        assertThat(new Plc4xDriverFactory().complaintAbout(line(folder.resolve("address"))))
                .isEqualTo(line(folder.resolve("expected")));
    }

    private static String line(Path file) throws IOException {
        return Files.readString(file).replace("\n", "");
    }

    @Property
    void anyTextIsTakenOrComplainedAboutInOneLine(
            @ForAll
                    @Chars({
                        '%', '.', ':', '[', ']', '(', ')', '/', 'D', 'B', 'X', 'I', 'N', 'T', 'R', 'E', 'A', 'L', ' '
                    })
                    @CharRange(from = '0', to = '9')
                    @StringLength(max = 30)
                    String address) {
        assertThat(new Plc4xDriverFactory().complaintAbout(address)).doesNotContain("\n");
        for (Family family : Family.values()) {
            try {
                assertThat(Addresses.parse(family, address)).isNotNull();
            } catch (AddressException e) {
                assertThat(e.complaint()).isNotBlank();
            }
        }
    }
}
