package io.fieldpost.radio.receiver.rows;

import io.fieldpost.radio.spectrum.SpectrumRow;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Comma-separated lines {@code date, time, low Hz, high Hz, step Hz, samples, dB, dB, …} of rtl_power (rtl-sdr, {@code rtl_power.c}),
 * soapy_power and hackrf_sweep.
 *
 * <p>rtl_power prints the last level of a hop twice: a line has one more than (high − low) / step, and the second is left out. One
 * more that differs is the level at the high frequency, and stays. In rtl_power and
 * soapy_power the first level's cell is centred on the low frequency. In hackrf_sweep it begins there: the bins it keeps lie half a bin
 * above (its FFT has an odd multiple of 4 bins, so 5/8 of it is no whole number). hackrf_sweep writes hops in another order than that of
 * frequency, and times with a fraction that may differ within a sweep.
 */
final class CsvRows implements RowReader {
    private final Refusals refusals = new Refusals();
    private final BoundedLines lines;
    private final Fields fields = new Fields(',');
    private final SweepAssembler sweeps;
    private final boolean lowIsEdge;
    private final ZoneId zone;
    private String lastStamp = "";
    private Instant lastTime = Instant.EPOCH;

    /**
     * @param hackrf whether hackrf_sweep wrote it
     * @param zone of the times, which all these programs write as local ones
     */
    CsvRows(InputStream in, boolean hackrf, ZoneId zone) {
        lines = new BoundedLines(in, refusals);
        sweeps = new SweepAssembler(hackrf ? SweepAssembler.End.NOTHING : SweepAssembler.End.NEW_TIME);
        lowIsEdge = hackrf;
        this.zone = zone;
    }

    @Override
    public @Nullable SpectrumRow next() throws IOException {
        SpectrumRow row = sweeps.poll();
        while (row == null) {
            if (!lines.next()) {
                sweeps.finish();
                return sweeps.poll();
            }
            if (!lines.isBlank()) {
                take();
            }
            row = sweeps.poll();
        }
        return row;
    }

    private void take() {
        fields.begin(lines.bytes(), lines.length());
        try {
            sweeps.accept(segment());
        } catch (IllegalArgumentException | DateTimeException e) {
            refusals.add(lines.place(), String.valueOf(e.getMessage()));
        }
    }

    private Segment segment() {
        Instant time = time(fields.text(), fields.text());
        double low = fields.number();
        double high = fields.number();
        double said = fields.number();
        fields.number();
        int given = fields.left();
        int cells = cells(low, high, said, given);
        float[] levels = new float[given];
        for (int i = 0; i < given; i++) {
            levels[i] = (float) fields.number();
        }
        double step = (high - low) / cells;
        if (given > cells && levels[given - 1] == levels[given - 2]) {
            levels = Arrays.copyOf(levels, cells);
        }
        return new Segment(lowIsEdge ? low + step / 2 : low, step, levels, time);
    }

    /** The printed step is rounded to 0.01 Hz, the range and the number of cells are not. */
    private static int cells(double low, double high, double step, int given) {
        if (!(high > low) || !(step > 0)) {
            throw new IllegalArgumentException(
                    "range " + low + " to " + high + " Hz in steps of " + step + " Hz is empty or turned round");
        }
        double cells = (high - low) / step;
        if (given > Segment.MAX_CELLS) {
            throw new IllegalArgumentException("more than " + Segment.MAX_CELLS + " levels");
        }
        long expected = Math.max(1, Math.round(cells));
        if (given > 0 && (given == expected || given == expected + 1)) {
            return (int) expected;
        }
        throw new IllegalArgumentException(
                given + " levels, but " + expected + " cells between " + (long) low + " and " + (long) high + " Hz");
    }

    /** Most lines have the time of the line before. */
    private Instant time(String date, String clock) {
        String stamp = date + ' ' + clock;
        if (!stamp.equals(lastStamp)) {
            lastTime = LocalDateTime.of(LocalDate.parse(date), LocalTime.parse(clock))
                    .atZone(zone)
                    .toInstant();
            lastStamp = stamp;
        }
        return lastTime;
    }

    @Override
    public Refusals refusals() {
        return refusals;
    }
}
