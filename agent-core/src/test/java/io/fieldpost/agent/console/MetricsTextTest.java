package io.fieldpost.agent.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.agent.status.AgentStatus;
import io.fieldpost.agent.status.SourceStatus;
import io.fieldpost.agent.store.StoreFigures;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class MetricsTextTest {
    private static final Path DOCUMENT =
            Path.of(System.getProperty("fieldpost.root", ".."), "docs", "reference", "metrics.md");

    @Test
    void everythingIsServedByTheRulesOfTheFormat() {
        Map<String, String> series = parsed(MetricsText.of(SampleStatus.well()));

        assertThat(series)
                .containsEntry("fieldpost_store_lasts_seconds", "68400")
                .containsEntry("fieldpost_store_bytes", "419430400")
                .containsEntry("fieldpost_store_card_bytes_total", "16384")
                .containsEntry("fieldpost_store_forces_per_minute", "1.5")
                .containsEntry("fieldpost_store_lost_records_total{cause=\"budget\"}", "7")
                .containsEntry("fieldpost_store_lost_records_total{cause=\"power_cut\"}", "0")
                .containsEntry("fieldpost_stream_newest{stream=\"data\"}", "4242")
                .containsEntry("fieldpost_destination_backlog{destination=\"city\"}", "11")
                .containsEntry("fieldpost_destination_up{destination=\"city\"}", "1")
                .containsEntry("fieldpost_source_measurements_total{source=\"press-1\"}", "1204331")
                .containsEntry("fieldpost_build_info{version=\"0.1.0\"}", "1")
                .containsEntry("fieldpost_healthy", "1");
    }

    @Test
    void whatIsNotKnownHasNoLine() {
        AgentStatus well = SampleStatus.well();
        StoreFigures unknown = new StoreFigures(1, 2, null, 0, 0, 0, -1, 0, 0, Map.of(), 0, null);
        AgentStatus status = new AgentStatus(
                well.gateway(),
                "v",
                well.started(),
                well.taken(),
                well.clock(),
                List.of(),
                List.of(),
                List.of(SampleStatus.portInUse()),
                List.of(),
                unknown,
                "full");

        Map<String, String> series = parsed(MetricsText.of(status));

        assertThat(series.keySet())
                .noneMatch(name -> name.contains("lasts") || name.contains("card_bytes") || name.contains("source"))
                .noneMatch(name -> name.contains("sessions"));
        assertThat(series).containsEntry("fieldpost_healthy", "0");
    }

    @Test
    void serverOfThePlantThatCanNotListenIsDown() {
        assertThat(parsed(MetricsText.of(SampleStatus.serving(SampleStatus.listening()))))
                .containsEntry("fieldpost_server_up{server=\"opcua\"}", "1")
                .containsEntry("fieldpost_server_sessions{server=\"opcua\"}", "2");
        assertThat(parsed(MetricsText.of(SampleStatus.serving(SampleStatus.portInUse()))))
                .containsEntry("fieldpost_server_up{server=\"opcua\"}", "0")
                .containsEntry("fieldpost_server_failures_total{server=\"opcua\"}", "7")
                .containsEntry("fieldpost_healthy", "1");
    }

    @Test
    void pluginInQuarantineIsCountedAndNeedsAPerson() {
        AgentStatus status = SampleStatus.extended(SampleStatus.well(), SampleStatus.quarantined());
        assertThat(parsed(MetricsText.of(status)))
                .containsEntry("fieldpost_plugin_up{plugin=\"acme-press\"}", "0")
                .containsEntry("fieldpost_plugin_quarantined{plugin=\"acme-press\"}", "1")
                .containsEntry("fieldpost_plugin_hanging_calls{plugin=\"acme-press\"}", "3")
                .containsEntry("fieldpost_plugin_threads_left{plugin=\"acme-press\"}", "9")
                .containsEntry("fieldpost_plugin_cpu_seconds_total{plugin=\"acme-press\"}", "90")
                .containsEntry("fieldpost_healthy", "0");
        assertThat(Health.of(status)).startsWith("plug-in acme-press is not loaded, it is quarantined, 3 calls");
        assertThat(Health.of(SampleStatus.extended(SampleStatus.well(), SampleStatus.loaded())))
                .isEqualTo("ok");
    }

    @Test
    void namesFromOutsideStayWithinTheirQuotes() {
        String name = "a\"} 1\n# TYPE x \\n";
        SourceStatus source = new SourceStatus(
                name, "p", SourceStatus.State.HUNG, SampleStatus.TAKEN, "", 1, 2, 3, 4, 5, List.of(), List.of(), 6);

        Map<String, String> series = parsed(MetricsText.of(SampleStatus.withSource(source)));

        assertThat(series).containsEntry("fieldpost_source_up{source=\"a\\\"} 1\\n# TYPE x \\\\n\"}", "0");
    }

    @Test
    void serverTellsTheFormatOfTheText() throws Exception {
        try (StatusServer server = StatusServer.start(0, SampleStatus::well)) {
            HttpResponse<String> answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(server.page().resolve("/metrics"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(answer.headers().firstValue("content-type"))
                    .hasValue("text/plain; version=0.0.4; charset=utf-8");
            assertThat(parsed(answer.body())).isNotEmpty();
        }
    }

    @Test
    void pageNamesWhatIsServedAndNothingElse() throws IOException {
        AgentStatus status =
                SampleStatus.extended(SampleStatus.serving(SampleStatus.listening()), SampleStatus.loaded());
        TreeSet<String> served = new TreeSet<>();
        for (String name : parsed(MetricsText.of(status)).keySet()) {
            served.add(name.replaceFirst("\\{(\\w+)=.*", "{$1}"));
        }
        TreeSet<String> named = new TreeSet<>();
        Matcher row = Pattern.compile("^\\| `(fieldpost_\\w+(\\{\\w+})?)` \\|", Pattern.MULTILINE)
                .matcher(Files.readString(DOCUMENT));
        while (row.find()) {
            assertThat(named.add(row.group(1))).as(row.group(1)).isTrue();
        }
        assertThat(named).isEqualTo(served);
    }

    private static final String NAME = "[a-zA-Z_:][a-zA-Z0-9_:]*";
    private static final Pattern HELP = Pattern.compile("# HELP (" + NAME + ") (?:[^\\\\]|\\\\\\\\|\\\\n)+");
    private static final Pattern TYPE = Pattern.compile("# TYPE (" + NAME + ") (gauge|counter)");
    private static final Pattern SAMPLE = Pattern.compile("((" + NAME
            + ")(?:\\{[a-zA-Z_][a-zA-Z0-9_]*=\"(?:[^\"\\\\]|\\\\\\\\|\\\\\"|\\\\n)*\"})?) (-?[0-9.]+(?:E-?[0-9]+)?)");

    /** The values by series; stricter than Prometheus: each family has a HELP, then a TYPE, then its samples, once. */
    private static Map<String, String> parsed(String text) {
        assertThat(text).endsWith("\n").doesNotContain("\r");
        Map<String, String> types = new LinkedHashMap<>();
        Map<String, String> series = new LinkedHashMap<>();
        String helped = "";
        String family = "";
        for (String line : text.substring(0, text.length() - 1).split("\n", -1)) {
            Matcher help = HELP.matcher(line);
            Matcher type = TYPE.matcher(line);
            Matcher sample = SAMPLE.matcher(line);
            if (help.matches()) {
                helped = help.group(1);
                assertThat(types).as("HELP twice").doesNotContainKey(helped);
            } else if (type.matches()) {
                family = type.group(1);
                assertThat(family).as("TYPE follows its HELP").isEqualTo(helped);
                assertThat(types.put(family, type.group(2))).as("TYPE twice").isNull();
                assertThat(family.endsWith("_total"))
                        .as(family)
                        .isEqualTo(type.group(2).equals("counter"));
            } else {
                assertThat(sample.matches()).as(line).isTrue();
                assertThat(sample.group(2)).as("within its family").isEqualTo(family);
                assertThat(series.put(sample.group(1), sample.group(3)))
                        .as("twice: " + line)
                        .isNull();
            }
        }
        return series;
    }
}
