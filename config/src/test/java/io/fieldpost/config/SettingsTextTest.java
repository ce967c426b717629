package io.fieldpost.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fieldpost.config.gateway.GatewayConfig;
import io.fieldpost.config.gateway.PluginProcess;
import io.fieldpost.config.gateway.PluginSettings;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotBlank;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTextTest {
    /** Of each kind one. */
    @Setting("All kinds.")
    record All(
            @Setting("Text.") String text,
            @Setting("A number.") double number,
            @Setting("A time.") Duration time,
            @Setting("An address.") URI address,
            @Setting("A path.") Path path,
            @Setting("A range.") FrequencyRange range,
            @Setting("Secrets.") List<Secret> secrets,
            @Setting("Sections.") Map<String, Inner> inner,
            @Setting("Nothing.") @Nullable Integer nothing) {}

    /** A section. */
    @Setting("A section.")
    record Inner(
            @Setting(value = "A size.", byDefault = "1MiB") ByteSize size) {}

    private static <T extends Record> T again(ConfigReader reader, String text, Class<T> type) {
        Result<T> result = reader.read("settings", text, type);
        assertThat(result).as(text).isInstanceOf(Result.Read.class);
        return ((Result.Read<T>) result).value();
    }

    @Property
    void whatIsWrittenIsReadBackAsItWas(
            @ForAll String text, @ForAll double number, @ForAll @NotBlank String key, @ForAll boolean any) {
        // Half of a pair is no character, and neither a file nor a pipe of UTF-8 can carry it.
        boolean isText = text.equals(new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
        boolean isKey = key.equals(new String(key.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
        All all = new All(
                isText ? text : "?",
                Double.isFinite(number) && number != 0 ? number : 0.1,
                Duration.ofMillis(1500),
                URI.create("mqtts://user:word@broker.example:8883/a?b=[c]"),
                Path.of("/tmp/a b"),
                FrequencyRange.parse("87MHz..108MHz"),
                List.of(Secret.parse("env:A"), Secret.parse("file:/b c")),
                any ? Map.of(isKey ? key : "?", new Inner(new ByteSize(17))) : Map.of(),
                any ? null : 7);
        SettingsText written = SettingsText.of(all);

        assertThat(again(ConfigReader.of(Map.of()), written.text(), All.class)).isEqualTo(all);
        assertThat(written.secrets()).containsExactlyInAnyOrderElementsOf(all.secrets());
    }

    @ParameterizedTest
    @ValueSource(strings = {"retrofit-line.yaml", "radio-node.yaml"})
    void wholeExamplesTravelToo(String example) throws Exception {
        ConfigReader reader = ConfigReader.of(Drivers.CHOICES);
        GatewayConfig config = again(reader, Files.readString(Path.of("examples", example)), GatewayConfig.class);

        assertThat(again(reader, SettingsText.of(config).text(), GatewayConfig.class))
                .isEqualTo(config);
    }

    @Test
    void twoProcessesOfOnePluginAreRefused() {
        PluginProcess process = new PluginProcess("acme", ByteSize.parse("64MiB"));

        assertThat(new PluginSettings(Path.of("/p"), List.of(), List.of(), List.of(process)).process("acme"))
                .isEqualTo(process);
        assertThatThrownBy(() -> new PluginSettings(Path.of("/p"), List.of(), List.of(), List.of(process, process)))
                .hasMessage("processes: two are of plug-in acme; remove one");
    }
}
