package io.fieldpost.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fieldpost.config.gateway.Destination;
import io.fieldpost.config.gateway.GatewayConfig;
import io.fieldpost.config.gateway.PayloadFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigReaderTest {
    private static final String GATEWAY = "gateway: { id: dg-0007, site: changan/line-3 }\n";

    private final ConfigReader reader = ConfigReader.of(Drivers.CHOICES);

    @TempDir
    Path directory;

    @Test
    void everythingNotWrittenHasItsDefault() {
        GatewayConfig config = accepted(GATEWAY);

        assertThat(config.sources()).isEmpty();
        assertThat(config.store().path()).isEqualTo(Path.of("/var/lib/fieldpost"));
        assertThat(config.store().budget()).isEqualTo(new ByteSize(2L << 30));
        assertThat(config.store().commitInterval()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.console().port()).isEqualTo(8484);
        assertThat(config.console().enabled()).isTrue();
    }

    @Test
    void settingsAreBoundToTheRecordOfTheirProtocol() {
        GatewayConfig config = accepted(GATEWAY + """
                sources:
                  - name: press-1
                    protocol: opcua
                    settings: { endpoint: "opc.tcp://10.20.0.11:4840", security: aes256_sha256_rsapss }
                  - name: fm-band
                    protocol: radio
                    settings: { receiver: "rtl_tcp://127.0.0.1:1234", missions: [ { name: fm, scan: 87MHz..108MHz } ] }
                  - { name: play, protocol: simulated, settings: { labels: { 0007: yes, "a b": 'no' } } }
                """);

        assertThat(config.sources().get(0).settings()).isInstanceOfSatisfying(Drivers.OpcUa.class, opcua -> {
            assertThat(opcua.security()).isEqualTo(Drivers.Security.Aes256_Sha256_RsaPss);
            assertThat(opcua.user()).isNull();
        });
        assertThat(config.sources().get(1).settings())
                .isInstanceOfSatisfying(
                        Drivers.Radio.class,
                        radio -> assertThat(radio.missions().get(0).scan())
                                .isEqualTo(new FrequencyRange(new Frequency(87_000_000), new Frequency(108_000_000))));
        assertThat(config.sources().get(2).settings())
                .isEqualTo(new Drivers.Simulated(1, Map.of("0007", "yes", "a b", "no")));
    }

    @Test
    void textIsTakenAsItIsWritten() {
        GatewayConfig config = accepted("gateway: { id: 0007, site: no }\n");

        assertThat(config.gateway().id()).isEqualTo("0007");
        assertThat(config.gateway().site()).isEqualTo("no");
    }

    @Test
    void aDestinationKeepsItsOptionalPartsApart() {
        GatewayConfig config = accepted(GATEWAY
                + "destinations: [ { name: city, url: \"mqtts://broker.example\", user: a, password: \"env:P\" } ]\n");

        Destination city = config.destinations().get(0);
        assertThat(city.payload()).isEqualTo(PayloadFormat.JSON);
        assertThat(city.password()).isEqualTo(new Secret(Secret.Kind.ENV, "P"));
        assertThat(city.identity()).isNull();
    }

    @Test
    void whatAnExaminerFindsStandsAmongTheOtherProblems() {
        String text = "gateway: { id: g, site: s, wrong: 1 }\nstore: { path: /x }\n";
        Result<GatewayConfig> result = ConfigReader.of(Choices.none())
                .examinedBy(written -> List.of(written.problem(
                        "store.path", "not " + written.textAt("store.path").orElseThrow())))
                .read("g.yaml", text, GatewayConfig.class);
        assertThat(((Result.Rejected<GatewayConfig>) result).problems())
                .extracting(Problem::toString)
                .containsExactly(
                        "g.yaml:1:28: gateway.wrong: unknown key 'wrong'; allowed: id, site",
                        "g.yaml:2:16: store.path: not /x");
    }

    @Test
    void aLaterCheckFindsThePlaceOfAValueOrOfTheSectionAroundIt() {
        Result<GatewayConfig> result = reader.read("gateway.yaml", GATEWAY + """
                        sources:
                          - name: press-1
                            protocol: simulated
                            points:
                              - { name: t1, address: a }
                              - { name: t2, address: b }
                            settings: { labels: { "a.b": c } }
                        """, GatewayConfig.class);

        Origins origins = ((Result.Read<GatewayConfig>) result).origins();
        assertThat(origins.placeOf("sources[0].points[1].address")).hasToString("gateway.yaml:7:30");
        assertThat(origins.placeOf("sources[0].points[1].unit")).hasToString("gateway.yaml:7:9");
        assertThat(origins.placeOf("sources[0].settings.labels[\"a.b\"]")).hasToString("gateway.yaml:8:34");
        assertThat(origins.placeOf("store.path")).hasToString("gateway.yaml:1:1");
        assertThat(origins.writtenAt("store.path")).isEmpty();
        assertThat(origins.problem("sources[0].points[0].address", "no such variable: a"))
                .hasToString("gateway.yaml:6:30: sources[0].points[0].address: no such variable: a");
    }

    @Test
    void aFileThatIsMissingADirectoryOrTooLargeIsAProblemAndNoException() throws IOException {
        Path missing = directory.resolve("gatway.yaml");
        assertThat(said(missing)).startsWith(missing + ": there is no such file");
        assertThat(said(directory)).startsWith(directory + ": a directory; allowed: the file itself");

        Path large = Files.write(directory.resolve("large.yaml"), new byte[SourceText.LARGEST + 1]);
        assertThat(said(large)).isEqualTo(large + ": larger than 4 MiB; is this the configuration?");
    }

    @Test
    void whatIsNotUtf8IsShownWhereItStands() throws IOException {
        Path latin = Files.write(
                directory.resolve("latin.yaml"), "gateway:\n  id: Köln\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(said(latin)).isEqualTo(latin + ":2:8: the byte 0xF6 is not UTF-8; save the file as UTF-8");

        Path cut = Files.write(directory.resolve("cut.yaml"), new byte[] {'a', ':', ' ', (byte) 0xE5, (byte) 0x93});
        assertThat(said(cut)).isEqualTo(cut + ":1:4: the byte 0xE5 is not UTF-8; save the file as UTF-8");

        Path wide = Files.write(directory.resolve("wide.yaml"), GATEWAY.getBytes(StandardCharsets.UTF_16));
        assertThat(said(wide)).isEqualTo(wide + ":1:1: the file is written in UTF-16; save it as UTF-8");
    }

    @Test
    void aFileFromWindowsIsReadAsItIs() throws IOException {
        Path file = Files.writeString(
                directory.resolve("gateway.yaml"), "\uFEFF" + GATEWAY + "store:\r\n  budget: 1GiB\r\n  pth: x\r\n");

        assertThat(said(file)).startsWith(file + ":4:3: store.pth: unknown key 'pth'");
    }

    @Test
    void aCharacterThatYamlForbidsIsNamed() {
        assertThat(problems("gateway:\n  id: \u0001\n"))
                .containsExactly("gateway.yaml:2:7: the character U+0001 is not allowed; remove it");
    }

    @Test
    void theDeepestNestingIsRefusedAndNotFollowed() {
        assertThat(problems("[".repeat(100_000)))
                .containsExactly("gateway.yaml:1:33: more than 32 levels inside each other");
    }

    @Test
    void aThousandProblemsAreListedAndTheRestCounted() {
        StringBuilder text = new StringBuilder(GATEWAY);
        for (int i = 0; i < 1_500; i++) {
            text.append("key").append(i).append(": 1\n");
        }

        List<String> problems = problems(text.toString());

        assertThat(problems).hasSize(Problems.MOST + 1);
        assertThat(problems.get(0)).startsWith("gateway.yaml:2:1: key0: unknown key");
        assertThat(problems.get(Problems.MOST)).endsWith("and 500 more problems");
    }

    @Test
    void withoutAnyDriverNoProtocolIsKnown() {
        Result<GatewayConfig> result = ConfigReader.of(Choices.none())
                .read("gateway.yaml", GATEWAY + "sources: [ { name: press-1, protocol: opcua } ]", GatewayConfig.class);

        assertThat(((Result.Rejected<GatewayConfig>) result).problems())
                .extracting(Problem::message)
                .containsExactly("unknown protocol 'opcua'; allowed: none, because none is installed");
    }

    @Test
    void aFactAboutOneKeyStandsAtThatKeyAndAnyOtherAtTheSection() {
        record Span(
                @Setting("Lower.") int low,
                @Setting(value = "Upper.", byDefault = "0") int high) {
            Span {
                if (low == 7) {
                    throw new IllegalArgumentException("high: 7 needs more");
                }
                if (high <= low) {
                    throw new IllegalArgumentException("the span is empty: " + low + " to " + high);
                }
            }
        }

        assertThat(problems("low: 7\nhigh: 8", Span.class)).containsExactly("gateway.yaml:2:7: high: 7 needs more");
        assertThat(problems("\nlow: 5", Span.class)).containsExactly("gateway.yaml:2:1: the span is empty: 5 to 0");
    }

    @Test
    void aRecordThatFallsOverIsAProblemOfItsSection() {
        record Fragile(@Setting("A part.") List<@Nullable String> parts) {
            Fragile {
                parts.get(3);
            }
        }

        assertThat(problems("parts: []", Fragile.class))
                .singleElement()
                .asString()
                .startsWith("gateway.yaml:1:1: these values together are refused: java.lang.");
    }

    @Test
    void numbersAreReadAsTheyAreWrittenInEveryCountry() {
        record Numbers(
                @Setting("Real.") double real,
                @Setting("Small.") int small,
                @Setting("Large.") long large) {}

        assertThat(reader.read("n", "{ real: -1.5e-3, small: -007, large: 9223372036854775807 }", Numbers.class))
                .isInstanceOfSatisfying(
                        Result.Read.class,
                        read -> assertThat(read.value()).isEqualTo(new Numbers(-0.0015, -7, Long.MAX_VALUE)));
        assertThat(problems("{ real: 1e999, small: 2147483648, large: 9223372036854775808 }", Numbers.class))
                .containsExactly(
                        "gateway.yaml:1:9: real: '1e999' is not a number; write it like 0.5",
                        "gateway.yaml:1:23: small: found 2147483648; allowed: -2147483648 to 2147483647",
                        "gateway.yaml:1:42: large: '9223372036854775808' is not a whole number; write it like 16");
        assertThat(problems("{ real: NaN, small: 0x10, large: 1٣ }", Numbers.class))
                .hasSize(3);
        assertThat(problems("{ real: \"1,5\", small: 1_000, large: 1d }", Numbers.class))
                .hasSize(3);
    }

    @Test
    void aDefaultOutsideItsOwnLimitsIsAMistakeInTheProgram() {
        record Wrong(
                @Setting(value = "A port.", byDefault = "70000", max = "65535")
                int port) {}

        assertThatThrownBy(() -> reader.read("gateway.yaml", "port: 1", Wrong.class))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("component port")
                .hasMessageContaining("found 70000");
    }

    private GatewayConfig accepted(String text) {
        Result<GatewayConfig> result = reader.read("gateway.yaml", text, GatewayConfig.class);
        assertThat(result).isInstanceOf(Result.Read.class);
        return ((Result.Read<GatewayConfig>) result).value();
    }

    private List<String> problems(String text) {
        return problems(text, GatewayConfig.class);
    }

    private <T extends Record> List<String> problems(String text, Class<T> type) {
        return ((Result.Rejected<T>) reader.read("gateway.yaml", text, type))
                .problems().stream().map(Problem::toString).toList();
    }

    private String said(Path file) {
        List<Problem> problems = ((Result.Rejected<GatewayConfig>) reader.read(file, GatewayConfig.class)).problems();
        assertThat(problems).hasSize(1);
        return problems.get(0).toString();
    }
}
