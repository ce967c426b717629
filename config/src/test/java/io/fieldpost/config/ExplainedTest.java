package io.fieldpost.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.config.gateway.GatewayConfig;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExplainedTest {
    private final ConfigReader reader = ConfigReader.of(Drivers.CHOICES);

    @Test
    void everyValueSaysWhereItCameFrom() {
        String text = """
                gateway: { id: dg-0007, site: changan/line-3 }
                destinations:
                  - { name: city, url: "mqtts://broker.example", user: a, password: "env:P" }
                """;

        assertThat(Explained.text(read(text))).isEqualTo("""
                        gateway:                                       # gateway.yaml:1:10
                          id: dg-0007                                  # gateway.yaml:1:16
                          site: changan/line-3                         # gateway.yaml:1:31
                        sources: []                                    # default
                        destinations:                                  # gateway.yaml:3:3
                          - name: city                                 # gateway.yaml:3:13
                            url: mqtts://broker.example                # gateway.yaml:3:24
                            payload: json                              # default
                            # trust:                                   # not set
                            # identity:                                # not set
                            user: a                                    # gateway.yaml:3:56
                            password: env:P                            # gateway.yaml:3:69
                            insecure: false                            # default
                            window: 16                                 # default
                            starts_at: oldest                          # default
                            # backlog_rate:                            # not set
                        servers: []                                    # default
                        store:                                         # default
                          path: /var/lib/fieldpost                     # default
                          budget: 2GiB                                 # default
                          commit_interval: 1s                          # default
                          # alarm_commit_interval:                     # not set
                          free_floor: 64MiB                            # default
                          thin_out: 0                                  # default
                        console:                                       # default
                          port: 8484                                   # default
                          enabled: true                                # default
                        plugins:                                       # default
                          directory: /usr/local/lib/fieldpost/plugins  # default
                          pins: []                                     # default
                          keys: []                                     # default
                          processes: []                                # default
                        """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"retrofit-line.yaml", "radio-node.yaml"})
    void whatIsPrintedReadsBackToTheSameConfiguration(String example) throws IOException {
        Result.Read<GatewayConfig> first = read(Files.readString(Path.of("examples", example)));

        assertThat(read(Explained.text(first)).value()).isEqualTo(first.value());
    }

    @Test
    void whatMayBeWrittenReadsBackToo() {
        Result.Read<GatewayConfig> first = read("""
                gateway: { id: dg-0007, site: changan/line-3 }
                sources:
                  - name: press-1
                    protocol: simulated
                    points: [ { name: t, address: a }, { name: mode, address: b } ]
                    writable: [ { point: t, min: -1.5, max: 250 }, { point: mode, one_of: [auto, "1", "a: b"] } ]
                    callable: [ { name: go, method: c, arguments: [ { name: n, max_length: 5 }, { name: now } ] } ]
                """);

        assertThat(read(Explained.text(first)).value()).isEqualTo(first.value());
    }

    /** The key of a line has at most 1024 characters, escapes included (YAML 1.2.2, section 7.4.2). */
    @Property
    void anyTextAndAnyNumberReadsBack(
            @ForAll @StringLength(max = 80) String key, @ForAll String value, @ForAll double number) {
        record Sample(
                @Setting("A.") Map<String, String> texts,
                @Setting("B.") List<Double> numbers,
                @Setting("C.") List<List<String>> nested) {}
        Sample sample = new Sample(Map.of(key, value), List.of(number), List.of(List.of(value), List.of()));
        Origins nowhere = new Origins("none", new Node.Section(1, 1, Map.of()));

        Result<Sample> again = reader.read("again", Explained.text(new Result.Read<>(sample, nowhere)), Sample.class);

        assertThat(again)
                .isInstanceOfSatisfying(
                        Result.Read.class, read -> assertThat(read.value()).isEqualTo(sample));
    }

    @Test
    void theUserInformationOfAnAddressIsNotPrinted() {
        record Camera(@Setting("Where it is.") URI url) {}

        Result<Camera> result = reader.read("c", "url: rtsp://admin:s3cret@10.0.0.9/live", Camera.class);

        assertThat(Explained.text((Result.Read<Camera>) result))
                .contains("10.0.0.9/live")
                .doesNotContain("s3cret");
    }

    private Result.Read<GatewayConfig> read(String text) {
        return (Result.Read<GatewayConfig>) reader.read("gateway.yaml", text, GatewayConfig.class);
    }
}
