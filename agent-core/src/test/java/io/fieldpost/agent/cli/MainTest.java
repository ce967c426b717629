package io.fieldpost.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.agent.store.SegmentedStore;
import io.fieldpost.agent.store.StoreException;
import io.fieldpost.agent.store.StoreOptions;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What the commands answer when nothing needs to be started. */
class MainTest {
    private static final String RIGHT = """
            gateway: { id: dg-1, site: plant }
            sources: [ { name: s, protocol: simulated, points: [ { name: p, address: %s } ] } ]
            destinations: [ { name: centre, url: "mqtt://127.0.0.1:9" } ]
            """;

    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @ValueSource(strings = {"inspect", "verify", "export"})
    void commandsOnAStoreHaveHelpAndVersion(String command) {
        assertThat(execute("store", command, "--help")).isZero();
        assertThat(out.toString())
                .startsWith("Usage: fieldpost store " + command)
                .contains("DIRECTORY", "Exit codes:");
        assertThat(out.toString().lines()).allMatch(line -> line.length() <= 100);
        assertThat(execute("store", command, "--version")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"write", "call"})
    void askingAGatewayThatDoesNotRunEndsWithOneAndSaysHowToStartIt(String command) throws Exception {
        Path file = Files.writeString(
                directory.resolve("g.yaml"),
                RIGHT.formatted("\"sine(period=1s)\"") + "store: { path: \"" + directory.resolve("s") + "\" }\n");
        assertThat(execute(command, "s", "p", "1", "--config", file.toString())).isEqualTo(1);
        assertThat(err.toString())
                .hasLineCount(1)
                .contains("no agent runs with the store " + directory.resolve("s"), "systemctl start fieldpost");
        Files.writeString(file, "gateway: {}");
        assertThat(execute(command, "s", "p", "1", "--config", file.toString())).isEqualTo(2);
        assertThat(execute(command, "s")).isEqualTo(2);
        assertThat(execute(command, "--help")).isZero();
        assertThat(out.toString().lines()).allMatch(line -> line.length() <= 100);
    }

    @Test
    void exportGoesToAFileAndNotIntoTheStore() throws Exception {
        Path store = emptyStore("store");
        Path file = directory.resolve("export.csv");
        assertThat(execute("store", "export", store.toString(), "--format", "csv", "--output", file.toString()))
                .isZero();
        assertThat(file).content().startsWith("stream,epoch,seq,");

        String inside = store.resolve("data").resolve("export.csv").toString();
        assertThat(execute("store", "export", store.toString(), "--output", inside))
                .isEqualTo(2);
        assertThat(err.toString()).contains("is in the store, where nothing else belongs");
        assertThat(store.resolve("data").resolve("export.csv")).doesNotExist();
    }

    @Test
    void aDirectoryThatIsNoStoreEndsWithFourAndOneLine() {
        for (String command : List.of("inspect", "verify", "export")) {
            assertThat(execute("store", command, directory.toString())).isEqualTo(4);
        }
        assertThat(err.toString())
                .hasLineCount(3)
                .contains("fieldpost: " + directory
                        + " is no store of Fieldpost: name the directory that store.path names");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void storeIsInspectedAndVerified() throws Exception {
        Path store = emptyStore("store");
        assertThat(execute("store", "inspect", store.toString())).isZero();
        assertThat(out.toString()).contains("closed in good order", "data        never used");
        assertThat(execute("store", "inspect", "--json", store.toString())).isZero();
        assertThat(out.toString()).contains("{\"format\":\"fieldpost-store/1\"");
        assertThat(execute("store", "verify", store.toString())).isZero();
        assertThat(out.toString()).contains("0 records with 0 measurements in 0 segments, 0 bytes: whole");
    }

    private Path emptyStore(String name) throws StoreException {
        Path store = directory.resolve(name);
        SegmentedStore.open(
                        StoreOptions.of(store, 64L << 20, Duration.ofSeconds(1), List.of("city")),
                        InstantSource.system())
                .close();
        return store;
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "run", "check", "demo", "watch", "doctor", "status", "store", "trust"})
    void helpIsAnAnswerAndFitsATerminal(String command) {
        int code = command.isEmpty() ? execute("--help") : execute(command, "--help");
        assertThat(code).isZero();
        assertThat(err.toString()).isEmpty();
        assertThat(out.toString().lines())
                .first()
                .asString()
                .startsWith(("Usage: fieldpost " + command).stripTrailing());
        assertThat(out.toString().lines()).allMatch(line -> line.length() <= 100);
        assertThat(out.toString()).contains("Exit codes:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "check", "demo", "watch", "doctor", "status", "store", "trust"})
    void everyCommandTellsTheVersion(String command) {
        assertThat(execute(command, "--version")).isZero();
        assertThat(out.toString()).startsWith("fieldpost ").contains("Java ");
    }

    @Test
    void everyCommandForTechniciansHasOneLineInTheHelp() {
        execute("help");
        assertThat(out.toString())
                .contains("run ", "check ", "demo ", "watch ", "doctor ", "status ", "store ", "trust ", "version ");
        assertThat(out.toString()).doesNotContain("prepare");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fly | there is no command 'fly'",
                "'' | say what to do",
                "run | 'FILE'",
                "run --verbose x.yaml | '--verbose'",
                "check a.yaml b.yaml | not understood: 'b.yaml'",
                "watch http://127.0.0.1 | write mqtt://HOST:PORT",
                "watch nonsense | write mqtt://HOST:PORT",
                "watch mqtt://127.0.0.1 --persistent | --client-id",
                "watch mqtt://127.0.0.1 --seconds -1 | --seconds: found -1; allowed: 0 or more",
                "demo --seconds -1 | --seconds: found -1; allowed: 0 or more",
                "demo --port 70000 | --port: found 70000; allowed: 0 to 65535",
                "doctor --language fr x.yaml | EN, ZH",
                "status --url https://127.0.0.1/ | write http://127.0.0.1:PORT/",
                "store | say what to do with the store",
                "store export | 'DIRECTORY'",
                "store export . --from 3 | say --stream with --from and --to",
                "store export . --since yesterday | 'yesterday' is no time with its offset",
                "store export . --since 2026-11-23T10:00:00 | 2026-11-23T18:00+08:00",
                "store export . --format xml | JSONL, CSV",
                "trust | say what to do with the certificates",
                "trust approve | 'ID'",
                "trust list 3FA2 | not understood: '3FA2'",
                "status --url http:// | write http://127.0.0.1:PORT/"
            })
    void aWrongCommandLineIsToldInOneLineAndEndsWithTwo(String line, String told) {
        assertThat(execute(line.isEmpty() ? new String[0] : line.split(" "))).isEqualTo(2);
        assertThat(err.toString().lines().toList())
                .satisfies(lines ->
                        assertThat(lines.get(0)).startsWith("fieldpost: ").contains(told))
                .last()
                .asString()
                .matches("Help: fieldpost.* --help");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void aPasswordOnTheCommandLineIsRefusedAndNotRepeated() {
        assertThat(execute("watch", "mqtt://127.0.0.1", "--user", "u", "--password", "hunter2"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("env:NAME").doesNotContain("hunter2");
    }

    @Test
    void checkSaysThatAFileIsRight() throws Exception {
        String file = Files.writeString(directory.resolve("g.yaml"), RIGHT.formatted("counter"))
                .toString();
        assertThat(execute("check", file)).isZero();
        assertThat(out.toString()).isEqualTo(file + " is right" + System.lineSeparator());
    }

    @Test
    void checkTellsAnAddressThatNoDriverKnowsWithItsPlace() throws Exception {
        String file = Files.writeString(directory.resolve("g.yaml"), RIGHT.formatted("countdown"))
                .toString();
        assertThat(execute("check", file)).isEqualTo(2);
        List<String> lines = err.toString().lines().toList();
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0)).startsWith(file + ":2:").contains("points[0].address", "counter");
        assertThat(lines.get(1)).isEqualTo("1 problem in " + file);
    }

    @Test
    void statusSaysWhyThereIsNoPageToAsk() throws Exception {
        String off = Files.writeString(
                        directory.resolve("off.yaml"), RIGHT.formatted("counter") + "console: { enabled: false }")
                .toString();
        assertThat(execute("status", "--language", "en", off)).isEqualTo(1);
        assertThat(err.toString())
                .startsWith("fieldpost: " + off + " says console.enabled: false")
                .hasLineCount(1);

        String any = Files.writeString(
                        directory.resolve("any.yaml"), RIGHT.formatted("counter") + "console: { port: 0 }")
                .toString();
        assertThat(execute("status", "--language", "en", any)).isEqualTo(1);
        assertThat(err.toString())
                .contains("fieldpost status --url http://127.0.0.1:PORT/")
                .hasLineCount(2);
    }

    @Test
    void statusOfAWrongFileIsWhatIsWrongWithTheFile() {
        assertThat(execute("status", directory.resolve("none.yaml").toString())).isEqualTo(2);
        assertThat(err.toString()).contains("none.yaml").contains("1 problem in ");
    }

    @Test
    void theDemoIsNotPartOfAnInstalledGateway() {
        assertThat(execute("demo")).isEqualTo(1);
        assertThat(err.toString()).contains("./fieldpost demo").hasLineCount(1);
    }

    private int execute(String... arguments) {
        CommandLine commands = Main.commandLine();
        commands.setOut(new PrintWriter(out, true));
        commands.setErr(new PrintWriter(err, true));
        return commands.execute(arguments);
    }
}
