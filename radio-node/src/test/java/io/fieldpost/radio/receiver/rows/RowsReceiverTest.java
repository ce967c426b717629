package io.fieldpost.radio.receiver.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import io.fieldpost.radio.receiver.ReceiverAddress;
import io.fieldpost.radio.receiver.RowsSourceAddress;
import io.fieldpost.radio.spectrum.SpectrumRow;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class RowsReceiverTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String LINES = "2026-01-02, 11:04:05, 88000000, 88002000, 1000.00, 16, -1.00, -2.00, -2.00\\n"
            + "2026-01-02, 11:04:06, 88000000, 88002000, 1000.00, 16, -3.00, -4.00, -4.00\\n";

    @TempDir
    Path folder;

    @Test
    void fileGivesItsRowsAndThenTheEnd() throws Exception {
        Path file = folder.resolve("rows.csv");
        Files.writeString(file, LINES.replace("\\n", "\n"));
        try (RowsReceiver receiver = receiver("rows:" + file)) {
            receiver.open();

            assertThat(receiver.take(PATIENCE).levelDb()).containsExactly(-1, -2);
            assertThat(receiver.take(PATIENCE).levelDb()).containsExactly(-3, -4);
            assertThat(receiver.take(PATIENCE)).isNull();
            assertThat(receiver.dropped()).isZero();
        }
    }

    @Test
    void programGivesItsRowsAndItsLastWordsWhenItEnds() throws Exception {
        try (RowsReceiver receiver = receiver("program:sh -c 'printf \"" + LINES
                + "\"; echo opening >&2; echo usb_claim_interface error -6 >&2; exit 3'")) {
            assertThat(receiver.open()).isEqualTo("sh");

            assertThat(receiver.take(PATIENCE).levelDb()).containsExactly(-1, -2);
            assertThat(receiver.take(PATIENCE).levelDb()).containsExactly(-3, -4);
            assertThatThrownBy(() -> receiver.take(PATIENCE))
                    .isInstanceOfSatisfying(
                            DriverException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNREACHABLE))
                    .hasMessage("program ended with status 3, saying: opening | usb_claim_interface error -6; check its"
                            + " command line and that the receiver is plugged in: program:sh");
        }
    }

    @Test
    void liveRowComesWhileTheProgramGoesOnAndClosingEndsIt() throws Exception {
        Path pid = folder.resolve("pid");
        RowsReceiver receiver =
                receiver("program:sh -c 'echo $$ > " + pid + "; printf \"" + LINES + "\"; exec sleep 600'");
        receiver.open();
        receiver.take(PATIENCE);
        SpectrumRow second = receiver.take(PATIENCE);
        long id = Long.parseLong(Files.readString(pid).strip());
        ProcessHandle process = ProcessHandle.of(id).orElseThrow();
        receiver.close();

        assertThat(second.levelDb()).containsExactly(-3, -4);
        assertThat(process.onExit()).succeedsWithin(PATIENCE);
    }

    @Test
    void silentProgramIsATimeout() throws Exception {
        try (RowsReceiver receiver = receiver("program:sleep 600")) {
            receiver.open();
            assertThatThrownBy(() -> receiver.take(Duration.ofMillis(50)))
                    .isInstanceOfSatisfying(
                            DriverException.class, e -> assertThat(e.reason()).isEqualTo(Reason.TIMEOUT))
                    .hasMessageStartingWith("no row for 50 ms; check that the program prints");
        }
    }

    @Test
    void missingProgramAndMissingFileAreFaultsOfTheConfiguration() {
        for (String wrong : List.of("program:no-such-program-here -x", "rows:" + folder.resolve("absent.csv"))) {
            try (RowsReceiver receiver = receiver(wrong)) {
                assertThatThrownBy(receiver::open)
                        .isInstanceOfSatisfying(
                                DriverException.class,
                                e -> assertThat(e.reason()).isEqualTo(Reason.CONFIGURATION))
                        .hasMessageContaining("; check ");
            }
        }
    }

    /** 299 rows of 128 cells, FM broadcast at 88.1 MHz; the strongest cell lies at the carrier. */
    @Test
    void recordingOfABroadcastStationIsReadWhole() throws Exception {
        Path path = recording("rtlpower_nhkfm3.csv");
        int count = 0;
        double[] power = new double[128];
        Instant first = null;
        Instant last = null;
        try (RowsReceiver receiver = receiver("rows:" + path)) {
            receiver.open();
            for (SpectrumRow row = receiver.take(PATIENCE); row != null; row = receiver.take(PATIENCE)) {
                assertThat(row.cells()).isEqualTo(128);
                assertThat(row.startHz()).isEqualTo(88_050_000);
                assertThat(row.stepHz()).isEqualTo(781.25);
                for (int i = 0; i < 128; i++) {
                    power[i] += Math.pow(10, row.levelDb()[i] / 10);
                }
                first = first == null ? row.time() : first;
                last = row.time();
                count++;
            }
            assertThat(receiver.dropped()).isZero();
        }

        assertThat(count).isEqualTo(299);
        assertThat(first).isEqualTo(Instant.parse("2018-11-18T12:31:45Z"));
        assertThat(last).isEqualTo(Instant.parse("2018-11-18T12:36:43Z"));
        double sum = 0;
        double centroid = 0;
        for (int i = 0; i < 128; i++) {
            sum += power[i];
            centroid += i * power[i];
        }
        // The signal is symmetric about its carrier: the centre of its power lies there.
        assertThat(88_050_000 + 781.25 * centroid / sum).isEqualTo(88_100_000, within(2_000.0));
    }

    private static Path recording(String file) {
        String folder = System.getProperty("fieldpost.recordings", System.getenv("FIELDPOST_RECORDINGS"));
        Assumptions.assumeTrue(folder != null, "no folder of recordings is named: " + file);
        Path path = Path.of(folder, file);
        Assumptions.assumeTrue(Files.exists(path), "recording is not there: " + path);
        return path;
    }

    private static RowsReceiver receiver(String source) {
        return new RowsReceiver(
                (RowsSourceAddress) ReceiverAddress.parse(source),
                RowFormat.AUTOMATIC,
                "rows",
                ZoneOffset.UTC,
                InstantSource.system());
    }
}
