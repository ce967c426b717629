package io.fieldpost.driver.httpjson;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.driver.Quality;
import io.fieldpost.driver.json.DocumentReader;
import io.fieldpost.driver.json.Found;
import io.fieldpost.driver.json.NoJsonException;
import io.fieldpost.driver.json.Outcome;
import io.fieldpost.driver.json.PointerTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Runs every folder under {@code testcases/}: an address, the document that a device answers where the address is right, and what is read
 * from it or complained about.
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
        String address = Files.readString(folder.resolve("address")).replace("\n", "");
        String expected = Files.readString(folder.resolve("expected")).replace("\n", "");
        String complaint = new HttpJsonDriverFactory().complaintAbout(address);
        if (Files.exists(folder.resolve("document"))) {
            assertThat(complaint).isEmpty();
            assertThat(read(address, Files.readAllBytes(folder.resolve("document"))))
                    .isEqualTo(expected);
        } else {
            assertThat(complaint).isEqualTo(expected);
        }
    }

    private static String read(String text, byte[] document) throws Exception {
        JsonAddress address = JsonAddress.parse(text);
        PointerTree tree = new PointerTree();
        int slot = tree.add(address.pointer());
        Found[] found;
        try {
            found = DocumentReader.read(document, tree);
        } catch (NoJsonException e) {
            assertThat(e).message().isNotBlank();
            return "no JSON";
        }
        Outcome outcome = Outcome.of(found[slot], address.pointer(), address.readAs());
        String value = outcome.quality() == Quality.GOOD ? outcome.value() + " " : "";
        return (address.path() + " " + value + outcome.quality() + " " + outcome.remark()).strip();
    }
}
