package io.fieldpost.agent.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.agent.status.DestinationStatus;
import io.fieldpost.agent.status.PluginStatus;
import io.fieldpost.agent.status.ServerStatus;
import io.fieldpost.agent.status.SourceStatus;
import io.fieldpost.agent.store.ClockState;
import io.fieldpost.driver.Quality;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BundlesTest {
    private static final Pattern PLACE = Pattern.compile("\\{\\d}");

    @ParameterizedTest
    @ValueSource(
            strings = {"/io/fieldpost/agent/console/", "/io/fieldpost/agent/doctor/", "/io/fieldpost/agent/trust/"})
    void bothLanguagesSayTheSameThings(String folder) throws IOException {
        Properties english = load(folder + "messages.properties");
        Properties chinese = load(folder + "messages_zh.properties");

        assertThat(new TreeSet<>(chinese.stringPropertyNames()))
                .isEqualTo(new TreeSet<>(english.stringPropertyNames()));
        for (String key : english.stringPropertyNames()) {
            assertThat(places(chinese.getProperty(key))).as(key).isEqualTo(places(english.getProperty(key)));
        }
    }

    /** To a message format a straight apostrophe is a quote, and the places after it would not be filled in. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/io/fieldpost/agent/console/messages.properties",
                "/io/fieldpost/agent/console/messages_zh.properties",
                "/io/fieldpost/agent/doctor/messages.properties",
                "/io/fieldpost/agent/doctor/messages_zh.properties",
                "/io/fieldpost/agent/trust/messages.properties",
                "/io/fieldpost/agent/trust/messages_zh.properties"
            })
    void noSentenceHasAStraightApostrophe(String file) throws IOException {
        assertThat(load(file).values())
                .noneMatch(sentence -> sentence.toString().contains("'"));
    }

    @Test
    void everyStateAndQualityHasAWord() {
        for (Language language : Language.values()) {
            Words words = Words.beside(Words.class, language);
            for (ServerStatus.State state : ServerStatus.State.values()) {
                assertThat(words.constant("server", state)).isNotBlank();
            }
            for (PluginStatus.State state : PluginStatus.State.values()) {
                assertThat(words.constant("plugin", state)).isNotBlank();
            }
            for (SourceStatus.State state : SourceStatus.State.values()) {
                assertThat(words.constant("source", state)).isNotBlank();
            }
            for (DestinationStatus.State state : DestinationStatus.State.values()) {
                assertThat(words.constant("destination", state)).isNotBlank();
            }
            for (ClockState state : ClockState.values()) {
                assertThat(words.constant("clock", state)).isNotBlank();
            }
            for (Quality quality : Quality.values()) {
                assertThat(words.constant("quality", quality)).isNotBlank();
            }
        }
    }

    @Test
    void numbersAndSizesAreShortAndExactEnough() {
        assertThat(Words.size(0)).isEqualTo("0 B");
        assertThat(Words.size(2L << 30)).isEqualTo("2 GiB");
        assertThat(Words.size(2_040_109_466L)).isEqualTo("1.9 GiB");
        assertThat(Words.size(1023L << 10)).isEqualTo("0.999 MiB");
        assertThat(Words.number(-0.000123456789)).isEqualTo("−0.000123457");
        assertThat(Words.number(98_500_000)).isEqualTo("98500000");
        assertThat(Words.number(6.02214076e23)).isEqualTo("6.02214e+23");
        assertThat(Words.count(1_204_331)).isEqualTo("1\u202f204\u202f331");
    }

    private static TreeSet<String> places(String sentence) {
        TreeSet<String> places = new TreeSet<>();
        PLACE.matcher(sentence).results().forEach(place -> places.add(place.group()));
        return places;
    }

    private static Properties load(String file) throws IOException {
        Properties properties = new Properties();
        try (InputStream in = Objects.requireNonNull(BundlesTest.class.getResourceAsStream(file), file);
                Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            properties.load(reader);
        }
        return properties;
    }
}
