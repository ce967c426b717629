package io.fieldpost.radio.report;

import io.fieldpost.radio.spectrum.SpectrumRow;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows as text in the style of ITU-R SM.1809, as monitoring services exchange it: a head of names and values, a blank line, then lines
 * of a time and whole levels. One file holds rows of one range and one day; {@link #fits} tells when the next is due. Times are UTC, a cell
 * without a level is empty. Each line is handed on at once.
 */
public final class SdfWriter implements Closeable {
    private final OutputStream out;
    private final TextOutput text;
    private final SdfHeader header;
    private @Nullable SpectrumRow first;

    /** Writes nothing yet: range, unit and day are those of the first row. */
    public SdfWriter(OutputStream out, SdfHeader header) {
        this.out = out;
        this.text = new TextOutput(out);
        this.header = header;
    }

    /** Whether a row belongs into this file: its range, its unit and its day are those of the first. */
    public boolean fits(SpectrumRow row) {
        return first == null
                || row.startHz() == first.startHz()
                        && row.stepHz() == first.stepHz()
                        && row.cells() == first.cells()
                        && row.unit() == first.unit()
                        && day(row).equals(day(first));
    }

    /**
     * Writes a line, before the first one the head.
     *
     * @throws IllegalArgumentException when the row doesn't fit
     */
    public void write(SpectrumRow row) throws IOException {
        if (!fits(row)) {
            throw new IllegalArgumentException("row of " + row.cells() + " cells from " + row.startHz() + " Hz at "
                    + row.time() + " belongs into another file");
        }
        if (first == null) {
            head(row);
            first = row;
        }
        LocalTime time = row.time().atOffset(ZoneOffset.UTC).toLocalTime();
        text.whole(time.getHour(), 2)
                .text(":")
                .whole(time.getMinute(), 2)
                .text(":")
                .whole(time.getSecond(), 2);
        for (float level : row.levelDb()) {
            text.text(",");
            if (!Float.isNaN(level)) {
                text.number(level, 0);
            }
        }
        text.text("\n").flush();
    }

    private static LocalDate day(SpectrumRow row) {
        return row.time().atOffset(ZoneOffset.UTC).toLocalDate();
    }

    private void head(SpectrumRow row) throws IOException {
        line("FileType", "SDF 3.0");
        line("User", header.user());
        line("LocationName", header.locationName());
        coordinate("Latitude", header.position().latitudeDeg(), 2, "N", "S");
        coordinate("Longitude", header.position().longitudeDeg(), 3, "E", "W");
        number("FreqStart", row.startHz() / 1000, 3);
        number("FreqStop", row.frequencyHz(row.cells() - 1) / 1000, 3);
        line("AntennaType", header.antennaType());
        number("AntennaGain", header.antennaGainDbi(), 1);
        number("FilterBandwidth", header.filterBandwidthKhz(), 3);
        line("LevelUnits", Ticks.levelName(row.unit()));
        line("Date", day(row).toString());
        number("DataPoints", row.cells(), 0);
        number("ScanTime", header.scanSeconds(), 3);
        line("Instrument", header.instrument());
        number("Attenuator", header.attenuatorDb(), 0);
        if (!header.note().isEmpty()) {
            line("Note", header.note());
        }
        text.text("\n");
    }

    private void line(String name, String value) throws IOException {
        text.text(name).text(" ").text(value.replaceAll("\\p{Cntrl}+", " ")).text("\n");
    }

    private void number(String name, double value, int decimals) throws IOException {
        text.text(name).text(" ").number(value, decimals).text("\n");
    }

    /** Degrees, minutes and seconds with points between, as in {@code 29.33.47N}. */
    private void coordinate(String name, double degrees, int digits, String positive, String negative)
            throws IOException {
        long seconds = Math.round(Math.abs(degrees) * 3600);
        text.text(name).text(" ").whole(seconds / 3600, digits).text(".");
        text.whole(seconds / 60 % 60, 2).text(".").whole(seconds % 60, 2);
        text.text(degrees < 0 ? negative : positive).text("\n");
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
