package io.fieldpost.radio.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fieldpost.driver.tool.ToolException;
import io.fieldpost.radio.recording.RecordedSamples;
import io.fieldpost.radio.recording.RecordedSamples.Hints;
import io.fieldpost.radio.simulation.RtlTcpServer;
import io.fieldpost.radio.simulation.SynthesisedBand;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordCommandTest {
    @TempDir
    Path folder;

    private final FakeContext context = new FakeContext();

    @Test
    void aRecordingIsWholeAndTellsWhatItIsWorth() throws Exception {
        try (RtlTcpServer server = RtlTcpServer.serving(new SynthesisedBand(1), RtlTcpServer.Pace.REAL_TIME)) {
            int code = Words.run(
                    new RecordCommand(),
                    context,
                    "89.1MHz",
                    "--length=100ms",
                    "--receiver=" + server.uri(),
                    "--gain=20.7",
                    "--out=" + folder);
            assertThat(code).isZero();
        }

        Path meta = folder.resolve("89.1MHz_20260501T080000Z.sigmf-meta");
        RecordedSamples recorded = RecordedSamples.of(meta, Hints.NONE);
        assertThat(recorded.samples()).isEqualTo(240_000);
        assertThat(recorded.sampleRateHz()).isEqualTo(2_400_000);
        assertThat(recorded.centerHz()).hasValue(89_100_000);
        assertThat(recorded.start().orElseThrow()).isBefore(Instant.parse("2026-05-01T08:00:00Z"));
        assertThat(context.text())
                .contains("0.10 s recorded, 240000 samples: " + meta)
                // One station of -22 dBFS, noise of -98 dBFS/Hz + 63.8 dB, and a false carrier: -21.7 dBFS.
                .contains("rms -21.7 dBFS")
                .contains("0 % clipped, 0 samples lost")
                .doesNotContain("note:");
    }

    @Test
    void clippingIsNoted() throws Exception {
        try (RtlTcpServer server = RtlTcpServer.serving(new SynthesisedBand(1), RtlTcpServer.Pace.REAL_TIME)) {
            Words.run(
                    new RecordCommand(),
                    context,
                    "89.1MHz",
                    "--length=20ms",
                    "--receiver=" + server.uri(),
                    "--gain=49.6",
                    "--out=" + folder.resolve("loud.sigmf-meta"));
        }
        assertThat(Files.exists(folder.resolve("loud.sigmf-meta"))).isTrue();
        assertThat(context.text()).contains("take a smaller --gain");
    }

    @Test
    void whatWasRecordedBeforeAnInterruptIsKept() throws Exception {
        context.patience = 60;
        try (RtlTcpServer server = RtlTcpServer.serving(new SynthesisedBand(1), RtlTcpServer.Pace.REAL_TIME)) {
            Words.run(
                    new RecordCommand(),
                    context,
                    "89.1MHz",
                    "--length=1h",
                    "--receiver=" + server.uri(),
                    "--out=" + folder.resolve("part"));
        }
        RecordedSamples recorded = RecordedSamples.of(folder.resolve("part.sigmf-meta"), Hints.NONE);
        // Sixty blocks of 8192 samples, less what was thrown away while the tuner settled.
        assertThat(recorded.samples()).isBetween(1L, 60 * 8192L - 143_072);
        assertThat(context.text()).contains("it ended early, 3600.00 s were wanted");
    }

    @Test
    void aRecordingOfTheSameNameIsLeftAlone() throws Exception {
        Files.writeString(folder.resolve("mine.sigmf-data"), "precious");
        try (RtlTcpServer server = RtlTcpServer.serving(new SynthesisedBand(1), RtlTcpServer.Pace.REAL_TIME)) {
            assertThatThrownBy(() -> Words.run(
                            new RecordCommand(),
                            context,
                            "89.1MHz",
                            "--receiver=" + server.uri(),
                            "--out=" + folder.resolve("mine")))
                    .isInstanceOf(ToolException.class)
                    .hasMessageContaining("name another with --out");
        }
        assertThat(folder.resolve("mine.sigmf-data")).hasContent("precious");
    }
}
