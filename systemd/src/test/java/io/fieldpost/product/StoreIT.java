package io.fieldpost.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a technician asks a gateway whose broker is away: how it is, and what its store holds, while it runs and afterwards. */
class StoreIT {
    private static final URI NOBODY = URI.create("mqtt://127.0.0.1:9");
    private static final Pattern ADDRESS = Pattern.compile("http://127\\.0\\.0\\.1:\\d+/");
    private static final Pattern VALUE =
            Pattern.compile("\\{\"stream\":\"data\",.*\"point\":\"ticks\",.*\"value\":(\\d+)}");

    @TempDir
    Path temporary;

    @Test
    void gatewayWithoutABrokerTellsHowItIsAndWhatItKeeps() throws Exception {
        GatewayText gateway =
                new GatewayText(temporary).simulated().destination(NOBODY).page(0);
        String file = gateway.write();
        String store = gateway.store().toString();
        try (RunningProduct agent = RunningProduct.start(temporary, "run", file)) {
            String line = agent.awaitLine(printed -> printed.contains(" runs gateway "));
            new Page(line).awaitBacklog(20);
            assertStatus(file, line);
            assertStore(store);
            agent.stop();
            assertThat(agent.awaitEnd()).isEqualTo(143);
        }
        assertThat(answer(0, "store", "inspect", store)).contains("it was closed in good order");
        assertThat(answer(0, "store", "verify", store)).endsWith(": whole");
        assertThat(answer(1, "status", "--language", "en", "--url", "http://127.0.0.1:9/"))
                .contains("nobody answers on 127.0.0.1:9");
    }

    private void assertStatus(String file, String line) throws Exception {
        Matcher page = ADDRESS.matcher(line);
        assertThat(page.find()).isTrue();
        String status = answer(0, "status", "--language", "en", "--url", page.group());
        assertThat(status)
                .contains("dg-1, plant", "Health          ok", "running for", "waiting to try again")
                .containsPattern("Room +\\S+ KiB of 64 MiB used; lasts \\d+ \\S+ at the present rate");
        assertThat(answer(0, "status", "--language", "zh", "--url", page.group()))
                .containsPattern("按当前速率还能保存 \\d+");
        assertThat(answer(0, "status", "--json", "--url", page.group()))
                .startsWith("{\"format\":\"fieldpost-status/1\"");
        assertThat(answer(1, "status", "--language", "en", file)).contains("--url http://127.0.0.1:PORT/");
    }

    private void assertStore(String store) throws Exception {
        assertThat(answer(0, "store", "inspect", store))
                .containsPattern("process \\d+ has it open")
                .containsPattern("data +records 1 to \\d+, 1 segment")
                .contains("settled     centre: ");
        assertThat(answer(0, "store", "verify", store)).endsWith(": whole");
        List<Long> ticks = new ArrayList<>();
        for (String line : answer(0, "store", "export", store).split("\n")) {
            Matcher value = VALUE.matcher(line);
            assertThat(value.matches()).as(line).isTrue();
            ticks.add(Long.valueOf(value.group(1)));
        }
        assertThat(ticks).hasSizeGreaterThanOrEqualTo(20).isSorted();
        Path csv = temporary.resolve("export.csv");
        answer(0, "store", "export", store, "--format", "csv", "--output", csv.toString());
        assertThat(Files.readAllLines(csv))
                .hasSizeGreaterThanOrEqualTo(20)
                .first()
                .asString()
                .startsWith("stream,");
    }

    private String answer(int code, String... arguments) throws Exception {
        RunningProduct command = RunningProduct.run(temporary, arguments);
        assertThat(command.awaitEnd()).as(command.text()).isEqualTo(code);
        return command.text();
    }
}
