package io.fieldpost.agent.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.agent.StreamName;
import io.fieldpost.agent.Wake;
import io.fieldpost.agent.store.ClockState;
import io.fieldpost.driver.ValueType;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The AsyncAPI document says what the code does. */
class AsyncApiDocumentTest {
    private static final Path DIRECTORY = Path.of(System.getProperty("fieldpost.root", ".."), "docs", "reference");
    private static final Pattern REFERENCE = Pattern.compile("\\$ref: '#/([^']+)'");

    private String text;
    private Object document;

    @BeforeEach
    void parse() throws IOException {
        text = Files.readString(DIRECTORY.resolve("asyncapi.yaml"));
        document = yaml(text);
    }

    @Test
    void everythingThatItRefersToIsThere() {
        assertThat(at("asyncapi")).isEqualTo("3.0.0");
        Matcher reference = REFERENCE.matcher(text);
        int found = 0;
        while (reference.find()) {
            assertThat(at(reference.group(1).split("/"))).as(reference.group()).isNotNull();
            found++;
        }
        assertThat(found).isPositive();
    }

    /** Topic, QoS, retain flag and user property, from what a publisher hands to its connection. */
    @Test
    void theChannelsAreThoseOnWhichAPublisherSends() {
        Map<String, String> said = new TreeMap<>();
        for (Object operation : map(at("operations")).values()) {
            Object channel = get(operation, "channel");
            Object message = get(first(get(operation, "messages")));
            Object binding = get(operation, "bindings", "mqtt");
            assertThat(get(operation, "action")).isEqualTo("send");
            assertThat(get(binding, "qos")).isEqualTo(1);
            said.put(
                    get(channel, "address")
                            .toString()
                            .replace("{site}", Samples.GATEWAY.site())
                            .replace("{gateway}", Samples.GATEWAY.id()),
                    "retain " + get(binding, "retain") + ", " + get(message, "contentType") + ", "
                            + get(message, "headers", "properties", "schema", "const"));
        }
        assertThat(said).isEqualTo(sent());
        assertThat(map(at("channels"))).hasSameSizeAs(said);
    }

    @Test
    void theNamesOfTheEnvelopeAreThoseOfTheExample() throws IOException {
        String page = Files.readString(DIRECTORY.resolve("json-profile.md"));
        assertThat(page).contains("(asyncapi.yaml)");
        int from = page.indexOf("```json\n") + "```json\n".length();
        Object example = yaml(page.substring(from, page.indexOf("\n```", from)));
        assertNames("record", example);
        assertNames("rows", get(example, "rows"), "historical");
        assertNames("point", first(get(example, "points")));
    }

    @Test
    void theNamesOfAStatusAreThoseThatAreSent() {
        GatewayStatus status = new GatewayStatus(Samples.GATEWAY, GatewayStatus.State.ONLINE, "0011223344556677", "1");
        assertNames("status", yaml(new String(status.toJson(), StandardCharsets.UTF_8)));
    }

    @Test
    void theWordsAreThoseOfTheCode() {
        assertWords(StreamName.values(), "record", "stream");
        assertWords(ClockState.values(), "record", "clock");
        assertWords(ValueType.values(), "point", "type");
        assertWords(GatewayStatus.State.values(), "status", "state");
        assertThat(schema("record", "properties", "v", "const")).isEqualTo(JsonProfile.VERSION);
        assertThat(at("components", "messages", "record", "headers", "properties", "content-encoding", "const"))
                .isEqualTo(JsonProfile.DEFLATE);
    }

    /** @param optional names that a message may have beside those of the example */
    private void assertNames(String schema, Object example, String... optional) {
        assertThat(list(schema(schema, "required")))
                .containsExactlyElementsOf(map(example).keySet());
        assertThat(map(schema(schema, "properties")).keySet())
                .containsAll(map(example).keySet())
                .containsAll(List.of(optional))
                .hasSize(map(example).size() + optional.length);
    }

    private void assertWords(Enum<?>[] values, String schema, String property) {
        assertThat(list(schema(schema, "properties", property, "enum")))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(values)
                        .map(value -> value.name().toLowerCase(Locale.ROOT))
                        .toList());
    }

    /** What a publisher sends, one record of each stream, by topic. */
    private static Map<String, String> sent() {
        MemoryStore store = new MemoryStore(InstantSource.system());
        for (StreamName stream : StreamName.values()) {
            store.append(stream, Samples.stored(1), 1, ClockState.SYNCHRONISED);
        }
        List<FakeConnection> connections = new ArrayList<>();
        PublishRunner runner = new PublishRunner(
                new Publication("city", URI.create("mqtt://broker"), Samples.GATEWAY, "1", 16, null),
                store,
                Samples::decode,
                new JsonProfile(Samples.GATEWAY),
                (will, wake) -> {
                    FakeConnection connection = new FakeConnection(will);
                    connection.open();
                    connections.add(connection);
                    return connection;
                },
                loss -> {},
                InstantSource.system(),
                new Random(1),
                new Wake());
        runner.step(0);
        Map<String, String> sent = new TreeMap<>();
        for (FakeConnection.Sent one : connections.get(0).sent) {
            EncodedMessage content = one.message().content();
            sent.put(
                    one.message().topic(),
                    "retain " + one.message().retained() + ", " + content.contentType() + ", " + content.schema());
        }
        return sent;
    }

    private Object schema(String name, String... path) {
        return get(at("components", "schemas", name), path);
    }

    private Object at(String... path) {
        return get(document, path);
    }

    /** Follows the path, and a reference wherever there is one. */
    private Object get(Object from, String... path) {
        Object here = resolved(from);
        for (String name : path) {
            Object next = map(here).get(name);
            assertThat(next).as("%s of %s", name, Arrays.toString(path)).isNotNull();
            here = resolved(next);
        }
        return here;
    }

    private Object resolved(Object value) {
        if (value instanceof Map<?, ?> map && map.get("$ref") instanceof String reference) {
            return at(reference.substring("#/".length()).split("/"));
        }
        return value;
    }

    private static Object first(Object value) {
        return value instanceof Map<?, ?> map
                ? map.values().iterator().next()
                : list(value).get(0);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    @SuppressWarnings("unchecked")
    private static List<Object> list(Object value) {
        return (List<Object>) value;
    }

    /** JSON is YAML. */
    private static Object yaml(String text) {
        return new Load(LoadSettings.builder().build()).loadFromString(text);
    }
}
