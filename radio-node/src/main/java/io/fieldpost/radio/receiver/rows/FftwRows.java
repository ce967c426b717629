package io.fieldpost.radio.receiver.rows;

import io.fieldpost.radio.spectrum.SpectrumRow;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The text of rtl_power_fftw: comments that begin with {@code #}, lines {@code frequency dB}, a blank line behind each hop and two behind a
 * scan. Its levels are densities, dB/Hz: the step is added to give the power in a cell. Times are UTC.
 */
final class FftwRows implements RowReader {
    private static final Pattern TIME =
            Pattern.compile("# Acquisition (?:start|end): ([0-9-]{10}) ([0-9:]{8}) UTC.*", Pattern.DOTALL);
    private static final int FIRST = 1024;

    private final Refusals refusals = new Refusals();
    private final BoundedLines lines;
    private final Fields fields = new Fields(' ');
    private final InstantSource clock;
    private final SweepAssembler sweeps = new SweepAssembler(SweepAssembler.End.MARK);
    private float[] levels = new float[FIRST];
    private int count;
    private int lastIndex;
    private double firstHz;
    private double lastHz;
    private int blanks;
    private @Nullable Instant time;

    /**
     * @param clock for scans without a time
     */
    FftwRows(InputStream in, InstantSource clock) {
        lines = new BoundedLines(in, refusals);
        this.clock = clock;
    }

    @Override
    public @Nullable SpectrumRow next() throws IOException {
        SpectrumRow row = sweeps.poll();
        while (row == null) {
            if (!lines.next()) {
                endHop();
                sweeps.finish();
                return sweeps.poll();
            }
            take();
            row = sweeps.poll();
        }
        return row;
    }

    private void take() {
        if (lines.isBlank()) {
            endHop();
            blanks++;
            if (blanks == 2) {
                sweeps.finish();
            }
            return;
        }
        blanks = 0;
        try {
            if (lines.bytes()[0] == '#') {
                comment();
            } else {
                level();
            }
        } catch (IllegalArgumentException | DateTimeException e) {
            refusals.add(lines.place(), String.valueOf(e.getMessage()));
            keepPlace();
        }
    }

    /** A level that can't be read has its cell all the same. */
    private void keepPlace() {
        if (count > 0 && count < Segment.MAX_CELLS) {
            append(Float.NaN);
        }
    }

    private void append(float level) {
        if (count == levels.length) {
            levels = Arrays.copyOf(levels, 2 * count);
        }
        levels[count++] = level;
    }

    private void comment() {
        String text = new String(lines.bytes(), 0, Math.min(200, lines.length()), StandardCharsets.ISO_8859_1);
        Matcher matcher = TIME.matcher(text);
        if (matcher.matches()) {
            time = LocalDateTime.of(LocalDate.parse(matcher.group(1)), LocalTime.parse(matcher.group(2)))
                    .toInstant(ZoneOffset.UTC);
        }
    }

    private void level() {
        fields.begin(lines.bytes(), lines.length());
        double hertz = fields.number();
        float level = (float) fields.number();
        if (fields.left() > 0 && !fields.text().isEmpty()) {
            throw new IllegalArgumentException("more than a frequency and a level");
        }
        if (count > 0 && !(hertz > lastHz)) {
            throw new IllegalArgumentException("frequency " + hertz + " Hz does not rise from " + lastHz + " Hz");
        }
        if (count == Segment.MAX_CELLS) {
            throw new IllegalArgumentException("more than " + Segment.MAX_CELLS + " levels in a hop");
        }
        firstHz = count == 0 ? hertz : firstHz;
        lastHz = hertz;
        lastIndex = count;
        append(level);
    }

    private void endHop() {
        if (count < 2 || lastIndex == 0) {
            count = 0;
            lastIndex = 0;
            return;
        }
        double step = (lastHz - firstHz) / lastIndex;
        float width = (float) (10 * Math.log10(step));
        float[] powers = Arrays.copyOf(levels, count);
        for (int i = 0; i < count; i++) {
            powers[i] += width;
        }
        count = 0;
        lastIndex = 0;
        try {
            sweeps.accept(new Segment(firstHz, step, powers, time == null ? clock.instant() : time));
        } catch (IllegalArgumentException e) {
            refusals.add(lines.place(), String.valueOf(e.getMessage()));
        }
    }

    @Override
    public Refusals refusals() {
        return refusals;
    }
}
