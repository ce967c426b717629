package io.fieldpost.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.fieldpost.radio.simulation.SynthesisedBand;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first thing that a newcomer sees. */
class DemoIT {
    private static final Pattern ADDRESS = Pattern.compile("http://127\\.0\\.0\\.1:\\d+\\S*");
    private static final Pattern LAST_LINE = Pattern.compile(
            "Ended\\. The centre has ([\\d,]+) values in ([\\d,]+) records: 0 missing, 0 duplicates\\.");

    private static final Pattern MEGAHERTZ = Pattern.compile("(\\d+\\.\\d+) MHz");
    /** A station swings by as much to both sides of its frequency (ITU-R BS.450: 75 kHz), and a cell has 25 kHz. */
    private static final double FM_HZ = 100e3;

    @TempDir
    Path temporary;

    @Test
    void theDemoShowsTheWholePathAndLeavesNothingBehind() throws Exception {
        try (RunningProduct demo = RunningProduct.startDemo(temporary, "--seconds", "15")) {
            Page page = new Page(demo.awaitLine(line -> line.startsWith("page ")));
            awaitALine(demo);
            HttpResponse<String> answer = page.get();
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).contains("press-1", "receiver-1");
            assertThat(demo.awaitEnd()).isZero();
            assertThat(demo.errors()).isEmpty();
            assertThat(lines(demo)).hasSize(15).allMatch(line -> line.contains("missing 0  gaps 0  duplicates 0"));
            assertThat(values(demo)).isPositive();
            assertThat(RunningProduct.scratch(temporary)).isEmptyDirectory();
        }
    }

    /** When it comes depends on the machine: nobody's demo ends before. */
    @Test
    void theOneStationWithoutALicenceIsAnAlarm() throws Exception {
        try (RunningProduct demo = RunningProduct.startDemo(temporary)) {
            demo.awaitLine(DemoIT::isAlarm);
            demo.stop();
            assertThat(demo.awaitEnd()).isZero();
            assertThat(demo.output())
                    .filteredOn(DemoIT::isAlarm)
                    .hasSize(1)
                    .allSatisfy(line -> assertThat(hertz(line))
                            .isCloseTo((double) SynthesisedBand.unlicensed().frequencyHz(), within(FM_HZ)));
        }
    }

    /** Whether processes begun here ignore SIGINT (bit 1), as proc_pid_status(5) tells it of this one. */
    private static boolean isInterruptIgnored() throws IOException {
        Path status = Path.of("/proc/self/status");
        return Files.isReadable(status)
                && Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("SigIgn:"))
                        .anyMatch(line ->
                                (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 0b10) != 0);
    }

    private static boolean isAlarm(String line) {
        return line.contains("alarm: ");
    }

    @Test
    void ctrlCEndsTheDemoAndNothingIsLeftBehind() throws Exception {
        assumeFalse(isInterruptIgnored(), "this build runs in the background of a script, where Ctrl-C is ignored");
        try (RunningProduct demo = RunningProduct.startDemo(temporary)) {
            awaitALine(demo);
            demo.interrupt();
            assertThat(demo.awaitEnd()).isZero();
            assertThat(demo.errors()).isEmpty();
            assertThat(values(demo)).isPositive();
            assertThat(RunningProduct.scratch(temporary)).isEmptyDirectory();
        }
    }

    @Test
    void aStoreThatIsNamedIsKeptAndTheNextDemoGoesOnWithIt() throws Exception {
        Path store = temporary.resolve("kept");
        try (RunningProduct demo = RunningProduct.startDemo(temporary, "--store", store.toString())) {
            awaitALine(demo);
            demo.stop();
            assertThat(demo.awaitEnd()).isZero();
            assertThat(values(demo)).isPositive();
        }
        String marker = Files.readString(store.resolve("store"));
        assertThat(marker).contains("epoch ");
        try (RunningProduct demo = RunningProduct.startDemo(temporary, "--seconds", "3", "--store", store.toString())) {
            assertThat(demo.awaitEnd()).as(demo.text()).isZero();
        }
        assertThat(store.resolve("store")).hasContent(marker);
        assertThat(RunningProduct.scratch(temporary)).isEmptyDirectory();
    }

    @Test
    void withoutItsCounterpartsTheDemoSaysWhereItIsToBeHad() throws Exception {
        RunningProduct demo = RunningProduct.run(temporary, "demo");
        assertThat(demo.awaitEnd()).isEqualTo(1);
        assertThat(demo.errors()).hasSize(1).first().asString().contains("./fieldpost demo");
    }

    private static double hertz(String line) {
        Matcher matcher = MEGAHERTZ.matcher(line);
        assertThat(matcher.find()).as(line).isTrue();
        return Double.parseDouble(matcher.group(1)) * 1e6;
    }

    private static void awaitALine(RunningProduct demo) throws InterruptedException {
        demo.awaitLine(line -> line.contains("values/s") && !line.contains("total 0 "));
    }

    private static List<String> lines(RunningProduct demo) {
        return demo.output().stream().filter(line -> line.contains("values/s")).toList();
    }

    /** Values by the last line, which says that nothing is missing and nothing came twice. */
    private static long values(RunningProduct demo) {
        List<String> output = demo.output();
        Matcher matcher = LAST_LINE.matcher(output.get(output.size() - 1));
        assertThat(matcher.matches()).as(demo.text()).isTrue();
        return Long.parseLong(matcher.group(1).replace(",", ""));
    }
}
