package io.fieldpost.product;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.agent.Drivers;
import io.fieldpost.agent.GatewayFile;
import io.fieldpost.config.Result;
import io.fieldpost.config.gateway.GatewayConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every gateway that a page or an example file shows can be used as it stands. */
class ShownExamplesTest {
    private static final Path ROOT = Path.of(System.getProperty("fieldpost.root"));
    private static final Pattern BLOCK = Pattern.compile("```yaml\n(gateway:.*?)```", Pattern.DOTALL);

    /** @param name where it is shown */
    record Example(String name, String text) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Example> examples() throws IOException {
        List<Example> examples = new ArrayList<>();
        examples.add(file(ROOT.resolve("systemd/src/dist/etc/fieldpost.yaml")));
        try (Stream<Path> files = Files.list(ROOT.resolve("config/examples"))) {
            for (Path file : files.sorted().toList()) {
                examples.add(file(file));
            }
        }
        examples.addAll(blocks(ROOT.resolve("README.md")));
        try (Stream<Path> pages = Files.list(ROOT.resolve("docs/how-to"))) {
            for (Path page : pages.sorted().toList()) {
                examples.addAll(blocks(page));
            }
        }
        return examples;
    }

    private static Example file(Path file) throws IOException {
        return new Example(ROOT.relativize(file).toString(), Files.readString(file));
    }

    private static List<Example> blocks(Path page) throws IOException {
        List<Example> blocks = new ArrayList<>();
        Matcher block = BLOCK.matcher(Files.readString(page));
        while (block.find()) {
            blocks.add(new Example(ROOT.relativize(page) + " " + (blocks.size() + 1), block.group(1)));
        }
        return blocks;
    }

    @ParameterizedTest
    @MethodSource("examples")
    void canBeUsedAsItStands(Example example) {
        Result<GatewayConfig> result = new GatewayFile(Drivers.onClassPath()).read(example.name(), example.text());
        assertThat(result).isInstanceOf(Result.Read.class);
    }
}
