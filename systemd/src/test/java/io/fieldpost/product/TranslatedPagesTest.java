package io.fieldpost.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a page shows in Chinese stands in the English one too, and both can be found. */
class TranslatedPagesTest {
    private static final Path ROOT = Path.of(System.getProperty("fieldpost.root"));
    private static final Path PAGES = ROOT.resolve("docs/how-to");
    private static final String CHINESE = ".zh.md";
    private static final Pattern SETTINGS = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);
    private static final Pattern COMMENT = Pattern.compile(" *# .*");
    private static final Pattern LINK = Pattern.compile("]\\((?!https?:)([^)#]+)(#[^)]*)?\\)");

    static List<String> translated() throws IOException {
        return names(CHINESE);
    }

    static List<String> pages() throws IOException {
        return names(".md");
    }

    private static List<String> names(String end) throws IOException {
        try (Stream<Path> files = Files.list(PAGES)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(end))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("translated")
    void pageInChineseShowsNoOtherSettingsAndIsLinked(String name) throws IOException {
        String english = name.replace(CHINESE, ".md");
        assertThat(Files.readString(ROOT.resolve("README.md")))
                .contains("docs/how-to/" + name, "docs/how-to/" + english);
        assertThat(settings(english)).containsAll(settings(name));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyLinkOfAPageLeadsToAFile(String name) throws IOException {
        for (String link : found(LINK, name)) {
            assertThat(PAGES.resolve(link)).exists();
        }
    }

    private static List<String> settings(String name) throws IOException {
        return found(SETTINGS, name).stream()
                .flatMap(String::lines)
                .map(line -> COMMENT.matcher(line).replaceAll(""))
                .toList();
    }

    private static List<String> found(Pattern pattern, String name) throws IOException {
        return pattern.matcher(Files.readString(PAGES.resolve(name)))
                .results()
                .map((MatchResult result) -> result.group(1))
                .toList();
    }
}
