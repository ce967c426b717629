package io.fieldpost.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.config.Frequency;
import io.fieldpost.config.FrequencyRange;
import io.fieldpost.config.Setting;
import io.fieldpost.driver.Value;
import io.fieldpost.driver.tool.Positional;
import io.fieldpost.driver.tool.Tool;
import io.fieldpost.driver.tool.ToolContext;
import io.fieldpost.driver.tool.ToolException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A tool that the command line does not know, as a technician meets it. */
@Timeout(120)
class ToolCommandTest {
    private enum Shape {
        LINE,
        STEPS
    }

    private record Drawing(
            @Positional @Setting(value = "The band", example = "87M:108M")
            FrequencyRange band,

            @Positional @Setting("Where to") @Nullable Path file,

            @Setting(value = "Width of a cell; 50 % overlap.", byDefault = "10kHz", min = "1Hz", max = "1MHz")
            Frequency cellWidth,

            @Setting(value = "How it is drawn", byDefault = "line")
            Shape shape,

            @Setting(value = "How many times", byDefault = "1", min = "1", max = "9")
            int times,

            @Setting("How long") @Nullable Duration during,

            @Setting(value = "Draw ${it} over and over", byDefault = "false")
            boolean again,

            @Setting("What to leave out") List<FrequencyRange> without) {
        Drawing {
            if (again && during != null) {
                throw new IllegalArgumentException("during: can't be said with again");
            }
        }
    }

    private static final class Draw implements Tool<Drawing> {
        private final List<Drawing> drawn = new ArrayList<>();

        @Override
        public String name() {
            return "draw";
        }

        @Override
        public List<String> description() {
            return List.of("Draw a band. 绘制频段。", "100 % of it.");
        }

        @Override
        public Class<Drawing> argumentsType() {
            return Drawing.class;
        }

        @Override
        public int run(Drawing arguments, ToolContext context) throws Exception {
            drawn.add(arguments);
            context.out().println(arguments.band() + " in " + arguments.cellWidth());
            Path file = arguments.file();
            if (file != null) {
                Value.Record none = new Value.Record(Map.of());
                context.out().println(context.gateway(file).ask("s", "list", none));
            }
            if (arguments.times() == 9) {
                throw new IllegalStateException("nine times is too much");
            }
            return arguments.times() == 8 ? 1 : 0;
        }
    }

    @TempDir
    Path directory;

    private final Draw draw = new Draw();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void wordsBecomeTheRecord() {
        assertThat(execute("draw", "87M:108M", "--cell-width", "1k", "--shape=STEPS", "--times", "2", "--again"))
                .isZero();
        assertThat(execute("draw", "87MHz..108MHz", "--during", "1min", "--without=1k:2k", "--without=3k:4k"))
                .isZero();

        FrequencyRange fm = FrequencyRange.parse("87MHz..108MHz");
        Frequency kilohertz = new Frequency(1_000);
        List<FrequencyRange> none = List.of();
        List<FrequencyRange> two = List.of(FrequencyRange.parse("1k:2k"), FrequencyRange.parse("3k:4k"));
        assertThat(draw.drawn)
                .containsExactly(
                        new Drawing(fm, null, kilohertz, Shape.STEPS, 2, null, true, none),
                        new Drawing(fm, null, new Frequency(10_000), Shape.LINE, 1, Duration.ofMinutes(1), false, two));
        assertThat(out.toString()).isEqualToNormalizingNewlines("87MHz..108MHz in 1kHz\n87MHz..108MHz in 10kHz\n");
    }

    @Test
    void everythingThatIsWrongIsToldAtOnceWithTheOptionsName() {
        assertThat(execute("draw", "108M:87M", "--cell-width=2M", "--shape=lines", "--without=1k:2k", "--without=x"))
                .isEqualTo(2);

        assertThat(err.toString().lines())
                .containsExactlyInAnyOrder(
                        "fieldpost: BAND: a range must end above its start, found 108MHz..87MHz",
                        "fieldpost: --cell-width: found 2M; allowed: 1Hz to 1MHz",
                        "fieldpost: --shape: unknown shape 'lines'; allowed: line, steps; did you mean 'line'?",
                        "fieldpost: --without: 'x' is not a range: '..' is missing; write it like 87MHz..108MHz",
                        "Help: fieldpost draw --help");
        assertThat(draw.drawn).isEmpty();
    }

    @Test
    void whatIsWrongTogetherOrMissingOrUnknownEndsWithTwoToo() {
        assertThat(execute("draw", "1k:2k", "--again", "--during=1s")).isEqualTo(2);
        assertThat(err.toString()).contains("fieldpost: --during: can't be said with again");
        assertThat(execute("draw")).isEqualTo(2);
        assertThat(err.toString()).contains("BAND");
        assertThat(execute("draw", "1k:2k", "--cell-widht=1k")).isEqualTo(2);
        assertThat(err.toString()).contains("--cell-width");
    }

    @Test
    void itsExitCodeIsTheProcesssAndAFailureIsOneLine() {
        assertThat(execute("draw", "1k:2k", "--times=8")).isEqualTo(1);
        assertThat(err.toString()).isEmpty();
        assertThat(execute("draw", "1k:2k", "--times=9")).isEqualTo(1);
        assertThat(err.toString()).isEqualToNormalizingNewlines("fieldpost: nine times is too much\n");
    }

    @Test
    void helpIsMadeFromTheSettings() {
        assertThat(execute("draw", "--help")).isZero();
        String help = out.toString();
        assertThat(help)
                .startsWith("Usage: fieldpost draw ")
                .contains("Draw a band. 绘制频段。", "100 % of it.", "The band, such as 87M:108M.")
                .contains("--cell-width=FREQUENCY", "50 % overlap; 1Hz to 1MHz; default: 10kHz.")
                .contains("--shape=line|steps", "--times=N", "[FILE]", "Draw ${it} over", "may be given several times")
                .contains("Exit codes:");
        assertThat(help.lines()).allMatch(line -> line.length() <= 100);
        out.getBuffer().setLength(0);
        assertThat(execute("--help")).isZero();
        assertThat(out.toString().lines().map(String::strip).filter(line -> line.matches("(draw|version|help) .*")))
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("draw"),
                        line -> assertThat(line).startsWith("version"),
                        line -> assertThat(line).startsWith("help"));
        assertThat(execute("help", "draw")).isZero();
    }

    @Test
    void aGatewayThatDoesNotRunIsToldWithHowToStartItAndAWrongFileWithItsProblems() throws Exception {
        Path file = Files.writeString(directory.resolve("g.yaml"), """
                gateway: { id: dg-1, site: plant }
                sources: [ { name: s, protocol: simulated, points: [ { name: p, address: counter } ] } ]
                destinations: [ { name: centre, url: "mqtt://127.0.0.1:9" } ]
                store: { path: "%s" }
                """.formatted(directory.resolve("store")));
        assertThat(execute("draw", "1k:2k", file.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("no agent runs with the store", "systemctl start fieldpost");

        Files.writeString(file, "gateway: {}");
        assertThat(execute("draw", "1k:2k", file.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("g.yaml:", "the gateway's file is wrong");
    }

    @Test
    void aToolThatWaitsIsLetGoWhenItIsInterrupted() throws Exception {
        ToolRun run = new ToolRun(new PrintWriter(out), new PrintWriter(err));
        CountDownLatch waits = new CountDownLatch(1);
        CountDownLatch told = new CountDownLatch(1);
        int[] code = new int[1];
        Thread tool = new Thread(() -> code[0] = run.run(new Waiting(waits, told), new NoArguments()));
        tool.start();
        waits.await();
        run.interrupt();
        tool.join();

        assertThat(code[0]).isEqualTo(7);
        assertThat(told.getCount()).isZero();
        assertThat(out.toString()).contains("ended by itself");
        assertThat(run.pause(Duration.ofDays(1))).isFalse();
    }

    @Test
    void theWidthIsWhatTheTerminalSaysWithinReason() {
        assertThat(ToolRun.width("132")).isEqualTo(132);
        assertThat(ToolRun.width("1")).isEqualTo(20);
        assertThat(ToolRun.width("99999")).isEqualTo(1_000);
        assertThat(ToolRun.width("wide")).isEqualTo(80);
        assertThat(ToolRun.width(null)).isEqualTo(80);
    }

    private record NoArguments() {}

    private record Waiting(CountDownLatch waits, CountDownLatch told) implements Tool<NoArguments> {
        @Override
        public String name() {
            return "wait";
        }

        @Override
        public List<String> description() {
            return List.of("Wait.");
        }

        @Override
        public Class<NoArguments> argumentsType() {
            return NoArguments.class;
        }

        @Override
        public int run(NoArguments arguments, ToolContext context) throws ToolException {
            context.onInterrupt(told::countDown);
            waits.countDown();
            if (context.pause(Duration.ofMinutes(10)) || !context.interrupted()) {
                throw ToolException.failed("nobody came");
            }
            context.out().println("ended by itself");
            return 7;
        }
    }

    private int execute(String... arguments) {
        CommandLine commands = Main.commandLine(List.of(draw));
        commands.setOut(new PrintWriter(out, true));
        commands.setErr(new PrintWriter(err, true));
        return commands.execute(arguments);
    }
}
