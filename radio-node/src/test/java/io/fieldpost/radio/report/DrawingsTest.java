package io.fieldpost.radio.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fieldpost.radio.spectrum.LevelUnit;
import io.fieldpost.radio.spectrum.SpectrumRow;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class DrawingsTest {
    @Test
    void terminalShowsCarriersWhereTheyAre() {
        List<String> lines = TerminalSpectrum.draw(Rows.fmBand(50), 106, 12);

        // 2001 cells in 100 columns: the one at 98.1 MHz, cell 1010, stands in column 50, behind a margin of 6.
        assertThat(lines).hasSize(12);
        assertThat(lines.get(0)).startsWith(" -20 │");
        assertThat(lines.get(9)).startsWith(" -80 │");
        assertThat(lines.get(10)).startsWith("dBFS └");
        assertThat(lines.get(11)).contains("90 MHz").contains("95").contains("105");
        // Each line is 6 dB: −25 dBFS reaches into the first, −45 dBFS ends in the fifth.
        assertThat(lines.get(0).charAt(6 + 74)).isNotEqualTo(' ');
        assertThat(lines.get(3).charAt(6 + 50)).isEqualTo(' ');
        assertThat(lines.get(5).charAt(6 + 50)).isEqualTo('█');
        assertThat(lines.get(7).charAt(6 + 30)).isEqualTo(' ');
        assertThat(lines.get(11).indexOf("100")).isEqualTo(64);
    }

    @Test
    void waterfallLineShadesLevels() {
        SpectrumRow row = Rows.row(LevelUnit.DBFS, Rows.NOW, -100, -80, -60, -40, -20, Float.NaN);

        assertThat(TerminalSpectrum.waterfallLine(row, 6, -100, 0)).isEqualTo(" ░▒▓█ ");
    }

    @Test
    void pictureIsReadByAnotherDecoderAndShowsTheLateStationAboveTheRest() throws IOException {
        List<SpectrumRow> rows = new ArrayList<>();
        for (int i = 0; i < 80; i++) {
            rows.add(Rows.fmBand(i));
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SpectrumPng.write(rows, 900, 500, out);
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(out.toByteArray()));
        Files.createDirectories(Path.of("target"));
        Files.write(Path.of("target", "spectrum.png"), out.toByteArray());

        assertThat(image.getWidth()).isEqualTo(900);
        assertThat(image.getHeight()).isEqualTo(500);
        // The waterfall begins below title, spectrum and axis at 273; 80 rows fill 219 lines of pixels. Cell 1500 of
        // 2001 in 830 columns.
        int late = 56 + 1500 * 830 / 2001;
        assertThat(brightness(image.getRGB(late, 275))).isGreaterThan(600);
        assertThat(brightness(image.getRGB(late, 273 + 2 * 60))).isLessThan(200);
        int early = 56 + 160 * 830 / 2001;
        assertThat(brightness(image.getRGB(early, 273 + 2 * 60))).isGreaterThan(400);
    }

    @Test
    void picturesOfNothingAndOfTooMuchAreRefused() {
        assertThatThrownBy(() -> SpectrumPng.write(List.of(), 900, 500, new ByteArrayOutputStream()))
                .hasMessage("no row to draw");
        assertThatThrownBy(() -> SpectrumPng.write(List.of(Rows.fmBand(1)), 100_000, 500, new ByteArrayOutputStream()))
                .hasMessageContaining("picture of 100000 by 500");
        assertThatThrownBy(() -> TerminalSpectrum.draw(Rows.fmBand(1), 5, 5)).hasMessageContaining("5 by 5 characters");
    }

    /** Rows that no receiver would send are drawn all the same. */
    @Test
    void anyLevelsAreDrawn() throws IOException {
        Random random = new Random(3);
        for (int i = 0; i < 60; i++) {
            float[] levels = new float[1 + random.nextInt(300)];
            for (int k = 0; k < levels.length; k++) {
                levels[k] = random.nextInt(3) == 0 ? Float.NaN : (float) (random.nextGaussian() * Math.pow(10, i % 4));
            }
            SpectrumRow row = new SpectrumRow(
                    i % 5 == 0 ? 0 : Math.pow(10, i % 11), 0.5 + i, levels, LevelUnit.DBM, 1, Rows.NOW, "");
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            SpectrumPng.write(List.of(row), 320 + i, 200 + i, out);

            assertThat(out.size()).isGreaterThan(500);
            assertThat(TerminalSpectrum.draw(row, 20 + i, 4 + i % 30)).hasSize(4 + i % 30);
        }
    }

    @Test
    void ticksAreRoundAndNotTooMany() {
        assertThat(Ticks.step(20e6, 10)).isEqualTo(2e6);
        assertThat(Ticks.step(21e6, 10)).isEqualTo(5e6);
        assertThat(Ticks.step(70, 7)).isEqualTo(10);
        assertThat(Ticks.first(87.5e6, 2e6)).isEqualTo(88e6);
        assertThat(Ticks.frequency(97_650_000, 50_000, 108e6)).isEqualTo("97.65");
        assertThat(Ticks.frequency(98_000_000, 2_000_000, 108e6)).isEqualTo("98");
    }

    private static int brightness(int rgb) {
        return (rgb >> 16 & 0xFF) + (rgb >> 8 & 0xFF) + (rgb & 0xFF);
    }
}
