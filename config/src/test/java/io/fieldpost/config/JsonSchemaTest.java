package io.fieldpost.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.fieldpost.config.gateway.GatewayConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The schema is tried with a validator that we did not write. */
class JsonSchemaTest {
    private static final String GATEWAY = "gateway: { id: dg-0007, site: changan/line-3 }\n";

    private final String text = JsonSchema.text("Fieldpost gateway", GatewayConfig.class, Drivers.CHOICES);
    private final Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(text);

    @ParameterizedTest
    @ValueSource(strings = {"retrofit-line.yaml", "radio-node.yaml"})
    void theExamplesAreAccepted(String example) throws IOException {
        assertThat(complaints(Files.readString(Path.of("examples", example)))).isEmpty();
    }

    @Test
    void itIsASchemaOfItsDraft() {
        Schema draft = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema("{\"$ref\": \"https://json-schema.org/draft/2020-12/schema\"}");

        assertThat(draft.validate(text, InputFormat.JSON)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "site: here",
                "sources: { name: press-1, protocol: simulated }",
                "sources: [ { name: press-1 } ]",
                "sources: [ { name: press-1, protocol: opcau } ]",
                "sources: [ { name: press 1, protocol: simulated } ]",
                "sources: [ { name: press-1, protocol: opcua } ]",
                "sources: [ { name: press-1, protocol: opcua, settings: { endpoint: 'http://a' } } ]",
                "sources: [ { name: press-1, protocol: opcua, settings: { endpoint: 'opc.tcp://a', ppm: 1 } } ]",
                "sources: [ { name: press-1, protocol: simulated, every: 5 } ]",
                "sources: [ { name: press-1, protocol: simulated, every: 5m } ]",
                "destinations: [ { name: city, url: 'mqtts://a', password: hunter2 } ]",
                "destinations: [ { name: city, url: 'mqtts://a', payload: jsn } ]",
                "destinations: [ { name: city, url: 'mqtts://a', window: 1001 } ]",
                "console: { port: 70000 }",
                "console: { enabled: 'off' }",
                "store:"
            })
    void whatTheReaderRefusesTheSchemaRefusesToo(String mistake) {
        String file = GATEWAY + mistake + "\n";

        assertThat(complaints(file)).isNotEmpty();
        assertThat(ConfigReader.of(Drivers.CHOICES).read("gateway.yaml", file, GatewayConfig.class))
                .isInstanceOf(Result.Rejected.class);
    }

    @Test
    void aSmallRecordIsWordForWordWhatItsAnnotationsSay() {
        @Setting("A lamp.")
        record Lamp(
                @Setting(value = "Its name.", pattern = "[a-z]+", example = "red")
                String name,

                @Setting(value = "Its power.", byDefault = "40", min = "1", max = "100")
                int power,

                @Setting(value = "How long it shines.", byDefault = "1s", max = "1min")
                Duration on) {}

        assertThat(JsonSchema.text("Lamp", Lamp.class, Choices.none())).isEqualTo("""
                        {
                          "$schema": "https://json-schema.org/draft/2020-12/schema",
                          "title": "Lamp",
                          "description": "A lamp.",
                          "type": "object",
                          "properties": {
                            "name": {
                              "description": "Its name.",
                              "type": [
                                "string",
                                "number",
                                "boolean"
                              ],
                              "pattern": "^(?:[a-z]+)$",
                              "examples": [
                                "red"
                              ]
                            },
                            "power": {
                              "description": "Its power.",
                              "type": "integer",
                              "minimum": 1,
                              "maximum": 100,
                              "default": 40
                            },
                            "on": {
                              "description": "How long it shines. Allowed: up to 1min.",
                              "type": "string",
                              "pattern": "^(\\\\d+(\\\\.\\\\d+)? ?(ns|us|ms|s|min|h|d) ?)+$",
                              "default": "1s"
                            }
                          },
                          "required": [
                            "name"
                          ],
                          "additionalProperties": false,
                          "$defs": {}
                        }
                        """);
    }

    @Test
    void theOrderOfTheChoicesDoesNotMatter() {
        Choices other = Choices.of(Map.of(
                "protocol",
                Map.of(
                        "simulated",
                        Drivers.Simulated.class,
                        "radio",
                        Drivers.Radio.class,
                        "opcua",
                        Drivers.OpcUa.class)));

        assertThat(JsonSchema.text("Fieldpost gateway", GatewayConfig.class, other))
                .isEqualTo(text);
    }

    @Test
    void twoRecordsOfOneNameAreRefusedBecauseOneWouldHideTheOther() {
        Choices choices = Choices.of("protocol", Map.of("a", Drivers.Radio.class, "b", Other.Radio.class));

        assertThatThrownBy(() -> JsonSchema.text("Fieldpost gateway", GatewayConfig.class, choices))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("two records share a simple name");
    }

    private List<Error> complaints(String yaml) {
        return schema.validate(yaml, InputFormat.YAML);
    }

    private static final class Other {
        @Setting("Another radio.")
        record Radio(@Setting(value = "A.", byDefault = "1") int a) {}
    }
}
