package io.fieldpost.radio.report;

import io.fieldpost.radio.spectrum.SpectrumRow;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;

/**
 * Writes rows as rtl_power does: {@code date, time, low Hz, high Hz, step Hz, samples, dB, dB, …}, the last level twice, local time. The
 * programs that draw such files read it. A cell without a level is {@code nan}. One line a row; each is handed on at once.
 *
 * <p>The unit of the levels has no place in the format.
 */
public final class RtlPowerCsvWriter implements Closeable {
    private final OutputStream out;
    private final TextOutput text;
    private final ZoneId zone;

    /**
     * @param zone for date and time
     */
    public RtlPowerCsvWriter(OutputStream out, ZoneId zone) {
        this.out = out;
        this.text = new TextOutput(out);
        this.zone = zone;
    }

    /** Writes a line. */
    public void write(SpectrumRow row) throws IOException {
        time(row.time());
        double high = row.startHz() + row.cells() * row.stepHz();
        text.text(", ").number(row.startHz(), 0).text(", ").number(high, 0);
        text.text(", ").number(row.stepHz(), 2).text(", ").number(Math.max(1, row.looks()), 0);
        for (float level : row.levelDb()) {
            level(level);
        }
        level(row.levelDb()[row.cells() - 1]);
        text.text("\n").flush();
    }

    private void time(Instant instant) throws IOException {
        LocalDateTime local = LocalDateTime.ofInstant(instant, zone);
        text.whole(local.getYear(), 4).text("-").whole(local.getMonthValue(), 2).text("-");
        text.whole(local.getDayOfMonth(), 2)
                .text(", ")
                .whole(local.getHour(), 2)
                .text(":");
        text.whole(local.getMinute(), 2).text(":").whole(local.getSecond(), 2);
    }

    private void level(float level) throws IOException {
        text.text(", ");
        if (Float.isNaN(level)) {
            text.text("nan");
        } else {
            text.number(level, 2);
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
