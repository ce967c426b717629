package io.fieldpost.radio.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.radio.Settings;
import io.fieldpost.radio.simulation.PlayedReceiver;
import io.fieldpost.radio.simulation.SignalSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A receiver that is broken, or a server that lies, gives bytes too: the node measures them and goes on. */
class AnySamplesTest {
    private static final int BYTES = 1 << 17;

    @TempDir
    private Path directory;

    static Stream<Named<byte[]>> samples() {
        byte[] noise = new byte[BYTES];
        new Random(5).nextBytes(noise);
        byte[] square = new byte[BYTES];
        for (int i = 0; i < BYTES; i++) {
            square[i] = (byte) (i / 64 % 2 == 0 ? 255 : 0);
        }
        byte[] clicks = filled(127);
        for (int i = 0; i < BYTES; i += 10_007) {
            clicks[i] = (byte) 255;
        }
        return Stream.of(
                Named.of("silence", filled(127)),
                Named.of("one rail", filled(255)),
                Named.of("noise over the whole range", noise),
                Named.of("rail to rail", square),
                Named.of("clicks in silence", clicks));
    }

    private static byte[] filled(int value) {
        byte[] bytes = new byte[BYTES];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    @ParameterizedTest
    @MethodSource("samples")
    void nodeMeasuresWhateverComes(byte[] samples) throws Exception {
        Path licences = directory.resolve("licences.csv");
        Files.writeString(licences, "frequency,bandwidth,name\n100MHz,200kHz,station\n");
        SignalSource air = (centerHz, rate, gain) -> samples;
        try (NodeRun run = new NodeRun(
                Settings.settings(
                        "receiver: 'rtl_tcp://127.0.0.1:1'\nsample_rate: 1MHz\nsettle: 10ms\nlicences: '" + licences
                                + "'\nevidence: { after: 100ms, before: 1MiB }\nmissions: [ { name: scan, scan: 99MHz..101MHz,"
                                + " resolution: 10kHz, every: 200ms, detect: true, statistics: [ min, max, median ] }, { name: look,"
                                + " watch: [ 100MHz, 100.3MHz ], every: 1s, dwell: 100ms }, { name: occ, occupancy: 99MHz..100MHz,"
                                + " every: 500ms } ]"),
                new PlayedReceiver(air, 1_000_000, 0),
                directory)) {
            run.pass(Duration.ofSeconds(15));

            assertThat(run.of("scan")).hasSizeGreaterThan(10);
            assertThat(run.of("look/100MHz")).hasSizeGreaterThan(3);
            assertThat(run.lost).isEmpty();
        }
    }
}
