package io.fieldpost.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.config.gateway.GatewayConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Mistakes as technicians make them, each a folder: the file, and word for word what the reader says of it. */
class CasesTest {
    private static final Path CASES = Path.of("src/test/testcases");

    static List<Path> cases() throws IOException {
        try (Stream<Path> folders = Files.list(CASES)) {
            return folders.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aMistakeIsExplainedWordForWord(Path folder) throws IOException {
        String text = Files.readString(folder.resolve("gateway.yaml"));

        Result<GatewayConfig> result = ConfigReader.of(Drivers.CHOICES).read("gateway.yaml", text, GatewayConfig.class);

        String said = result instanceof Result.Rejected<GatewayConfig> rejected
                ? rejected.problems().stream().map(Problem::toString).collect(Collectors.joining("\n", "", "\n"))
                : "accepted\n";
        assertThat(said).isEqualTo(Files.readString(folder.resolve("expected.txt")));
    }
}
