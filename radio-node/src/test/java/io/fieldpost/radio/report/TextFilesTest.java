package io.fieldpost.radio.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.fieldpost.radio.position.Position;
import io.fieldpost.radio.receiver.RowsAddress;
import io.fieldpost.radio.receiver.rows.RowFormat;
import io.fieldpost.radio.receiver.rows.RowsReceiver;
import io.fieldpost.radio.spectrum.LevelUnit;
import io.fieldpost.radio.spectrum.SpectrumRow;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextFilesTest {
    private static final Instant NOW = Rows.NOW;
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final SdfHeader HEADER = new SdfHeader(
            "City office",
            "Tower 1",
            Position.fixed(29.563, -106.551, 244, NOW),
            "HE600",
            2.15,
            12.5,
            1.5,
            "EM100",
            10,
            "two\nlines");

    private final Locale usual = Locale.getDefault();

    @AfterEach
    void restoreLocale() {
        Locale.setDefault(usual);
    }

    @Test
    void rtlPowerLineIsWhatTheProgramWouldPrintInAnyLanguage() throws IOException {
        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (RtlPowerCsvWriter writer = new RtlPowerCsvWriter(out, SHANGHAI)) {
            writer.write(Rows.row(LevelUnit.DBFS, NOW, -28.674f, -0.004f, Float.NaN, 3.5f));
        }

        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo("2026-01-02, 11:04:05, 88000000, 88050000, 12500.00, 16, -28.67, 0.00, nan, 3.50, 3.50\n");
    }

    @Test
    void rtlPowerFileIsReadBack(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("scan.csv");
        try (RtlPowerCsvWriter writer = new RtlPowerCsvWriter(Files.newOutputStream(file), SHANGHAI)) {
            for (int i = 0; i < 3; i++) {
                writer.write(Rows.fmBand(i));
            }
        }
        try (RowsReceiver receiver = new RowsReceiver(
                new RowsAddress(file), RowFormat.AUTOMATIC, "rows", SHANGHAI, InstantSource.system())) {
            receiver.open();
            for (int i = 0; i < 3; i++) {
                SpectrumRow written = Rows.fmBand(i);
                SpectrumRow read = receiver.take(Duration.ofSeconds(10));

                assertThat(read.time()).isEqualTo(written.time());
                assertThat(read.startHz()).isEqualTo(written.startHz());
                assertThat(read.stepHz()).isEqualTo(written.stepHz());
                assertThat(read.cells()).isEqualTo(written.cells());
                for (int k = 0; k < read.cells(); k++) {
                    assertThat(read.levelDb()[k]).isEqualTo(written.levelDb()[k], within(0.0051f));
                }
            }
            assertThat(receiver.take(Duration.ofSeconds(10))).isNull();
        }
    }

    @Test
    void sdfFileIsReadBack() throws IOException {
        Locale.setDefault(Locale.GERMANY);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (SdfWriter writer = new SdfWriter(out, HEADER)) {
            writer.write(Rows.row(LevelUnit.DBUV, NOW, 10.4f, -0.6f, Float.NaN, 45.5f));
            writer.write(Rows.row(LevelUnit.DBUV, NOW.plusSeconds(2), 11, 12, 13, 14));
        }

        List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
        int blank = lines.indexOf("");
        Map<String, String> head = new LinkedHashMap<>();
        for (String line : lines.subList(0, blank)) {
            head.put(line.split(" ", 2)[0], line.split(" ", 2)[1]);
        }
        // 0.563 degrees are 33 minutes 46.8 seconds.
        assertThat(head)
                .containsEntry("FileType", "SDF 3.0")
                .containsEntry("Latitude", "29.33.47N")
                .containsEntry("Longitude", "106.33.04W")
                .containsEntry("FreqStart", "88000.000")
                .containsEntry("FreqStop", "88037.500")
                .containsEntry("FilterBandwidth", "12.500")
                .containsEntry("LevelUnits", "dBuV")
                .containsEntry("Date", "2026-01-02")
                .containsEntry("DataPoints", "4")
                .containsEntry("ScanTime", "1.500")
                .containsEntry("Note", "two lines");
        assertThat(lines.get(blank + 1)).isEqualTo("03:04:05,10,-1,,46");
        assertThat(Arrays.stream(lines.get(blank + 2).split(",")).skip(1).mapToInt(Integer::parseInt))
                .containsExactly(11, 12, 13, 14);
    }

    @Test
    void otherDayOrRangeOrUnitBelongsIntoAnotherSdfFile() throws IOException {
        try (SdfWriter writer = new SdfWriter(new ByteArrayOutputStream(), HEADER)) {
            writer.write(Rows.row(LevelUnit.DBUV, NOW, 1, 2));

            assertThat(writer.fits(Rows.row(LevelUnit.DBUV, NOW.plusSeconds(60), 1, 2)))
                    .isTrue();
            assertThat(writer.fits(Rows.row(LevelUnit.DBUV, NOW.plusSeconds(86_400), 1, 2)))
                    .isFalse();
            assertThat(writer.fits(Rows.row(LevelUnit.DBFS, NOW, 1, 2))).isFalse();
            SpectrumRow longer = Rows.row(LevelUnit.DBUV, NOW, 1, 2, 3);
            assertThatThrownBy(() -> writer.write(longer))
                    .hasMessage("row of 3 cells from 8.8E7 Hz at 2026-01-02T03:04:05Z belongs into another file");
        }
    }
}
