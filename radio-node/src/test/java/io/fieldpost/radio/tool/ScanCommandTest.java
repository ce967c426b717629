package io.fieldpost.radio.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.tool.ToolException;
import io.fieldpost.radio.simulation.RtlTcpServer;
import io.fieldpost.radio.simulation.SynthesisedBand;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScanCommandTest {
    private static final String GAIN = "--gain=20.7";

    @TempDir
    Path folder;

    private final FakeContext context = new FakeContext();

    @Test
    void theBandIsDrawnWithAMarkAboveEachStationAndWrittenAsFiles() throws Exception {
        try (RtlTcpServer server = server()) {
            Path png = folder.resolve("band.png");
            Path csv = folder.resolve("band.csv");
            Path sdf = folder.resolve("band.sdf");
            int code = Words.run(
                    new ScanCommand(),
                    context,
                    "88M:90M",
                    "--receiver=" + server.uri(),
                    GAIN,
                    "--png=" + png,
                    "--csv=" + csv,
                    "--sdf=" + sdf,
                    "--latitude=29.5",
                    "--longitude=106.5");

            assertThat(code).isZero();
            // One licensed station at 89.1 MHz, in the middle of 74 columns behind a margin of 6.
            String marks = context.text().lines().skip(1).findFirst().orElse("");
            assertThat(marks.indexOf('▼')).isBetween(6 + 39, 6 + 41);
            assertThat(marks.chars().filter(c -> c == '▼')).hasSize(1);
            assertThat(context.text())
                    .contains("1 emission")
                    .contains("gain 20.7 dB")
                    .contains("█");
            // One look at a modulated station, in cells of 25 kHz.
            assertThat(context.text()).containsPattern("\n *89\\.(0[7-9]|1[0-2])\\d\\d ");
            assertThat(ImageIO.read(png.toFile()).getWidth()).isEqualTo(1200);
            assertThat(Files.exists(folder.resolve("band.png.tmp"))).isFalse();
            assertThat(Files.readString(csv).split(",")).hasSize(6 + 81 + 1);
            assertThat(Files.readString(sdf)).contains("Latitude 29.30.00N").contains("FreqStart 88000");
        }
    }

    @Test
    void whereAPersonLooksOnItIsDrawnOverUntilTheCountIsReached() throws Exception {
        context.interactive = true;
        try (RtlTcpServer server = server()) {
            Words.run(
                    new ScanCommand(),
                    context,
                    "88M:90M",
                    "--receiver=" + server.uri(),
                    GAIN,
                    "--every=50ms",
                    "--count=2");
        }

        assertThat(Pattern.compile("scan \\d").matcher(context.text()).results().map(r -> r.group()))
                .containsExactly("scan 1", "scan 2");
        // 1 head, 1 line of marks, 16 of drawing, 1 count, 2 of the table.
        assertThat(context.text()).containsOnlyOnce("\u001b[21A\r\u001b[J");
    }

    @Test
    void anInterruptEndsItWithoutAWordOfComplaint() throws Exception {
        context.patience = 3;
        try (RtlTcpServer server = server()) {
            assertThat(Words.run(new ScanCommand(), context, "87M:108M", "--receiver=" + server.uri(), "--count=0"))
                    .isZero();
        }
        assertThat(context.text()).isEmpty();
    }

    @Test
    void aRecordingIsScannedWhereItStands() throws Exception {
        Path file = recording("noise_433.92M_1000k.cu8", 1_000_000);
        Words.run(
                new ScanCommand(),
                context,
                "433M:434M",
                "--receiver=file:" + file + "?pace=fast",
                "--every=100ms",
                "--count=0");

        // 433.92 MHz is a multiple of 20 kHz and not of 25 kHz; 1 MS at 1 MS/s hold ten scans at a distance of 100 ms.
        assertThat(context.text()).contains("scan 10").contains("20 kHz cells");
    }

    @Test
    void whatDoesNotFitARecordingIsSaidWithWhatDoes() throws Exception {
        Path file = recording("noise_433.92M_1000k.cu8", 100_000);
        String receiver = "--receiver=file:" + file + "?pace=fast";
        assertThatThrownBy(() -> Words.run(new ScanCommand(), context, "87M:108M", receiver))
                .isInstanceOf(ToolException.class)
                .hasMessageContaining("it stands at 433.92 MHz and sees 500 kHz to each side");
        assertThatThrownBy(() -> Words.run(new ScanCommand(), context, "433M:434M", receiver, "--resolution=25kHz"))
                .isInstanceOf(ToolException.class)
                .hasMessageContaining("take --resolution=20kHz");
        assertThatThrownBy(() -> Words.run(new ScanCommand(), context, "433M:434M", receiver, "--averages=10000"))
                .isInstanceOf(ToolException.class)
                .hasMessageContaining("ended before one scan");
    }

    @Test
    void nobodyOrSomebodyElseIsToldInOneLine() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        assertThatThrownBy(() ->
                        Words.run(new ScanCommand(), context, "88M:90M", "--receiver=rtl_tcp://127.0.0.1:" + free))
                .isInstanceOf(DriverException.class)
                .message()
                .contains("127.0.0.1:" + free)
                .doesNotContain("\n");
        byte[] words = "HTTP/1.1 400 Bad Request\r\n".getBytes(StandardCharsets.US_ASCII);
        try (RtlTcpServer other = RtlTcpServer.greeting(words, new SynthesisedBand(1))) {
            assertThatThrownBy(() -> Words.run(new ScanCommand(), context, "88M:90M", "--receiver=" + other.uri()))
                    .isInstanceOf(DriverException.class)
                    .message()
                    .contains(other.uri())
                    .doesNotContain("\n");
        }
    }

    @Test
    void aWrongCommandLineIsToldBeforeAnythingIsOpened() {
        assertThatThrownBy(() -> Words.read(new ScanCommand(), "88M:90M", "--receiver=eb200://10.0.0.1"))
                .hasMessageContaining("measures spectra by itself");
        assertThatThrownBy(() -> Words.read(new ScanCommand(), "88M:90M", "--sample-rate=500k"))
                .hasMessageContaining("neither 225001 to 300000 Hz nor");
        assertThatThrownBy(() -> Words.read(new ScanCommand(), "88M:90M", "--statistic=p0"))
                .hasMessageContaining("quantile is not between 0 and 1");
        assertThatThrownBy(() -> Words.read(new ScanCommand(), "88M:90M", "--sdf=x.sdf"))
                .hasMessageContaining("add --latitude and --longitude");
    }

    private static RtlTcpServer server() {
        return RtlTcpServer.serving(new SynthesisedBand(1), RtlTcpServer.Pace.REAL_TIME);
    }

    private Path recording(String name, int samples) throws Exception {
        byte[] noise = new byte[2 * samples];
        Random random = new Random(1);
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (byte) Math.round(127.5 + 10 * random.nextGaussian());
        }
        return Files.write(folder.resolve(name), noise);
    }
}
