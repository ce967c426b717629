package io.fieldpost.radio.receiver.eb200;

import io.fieldpost.radio.spectrum.LevelUnit;
import io.fieldpost.radio.spectrum.SpectrumRow;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Makes rows of what a receiver sends in pieces. A piece of a scan lies where its header says (70 bytes, or a first frequency that is not
 * the scan's), else where its first value's frequency lies when frequencies are sent, else behind the one before it. A level of 2000 ends a
 * scan and is no level.
 *
 * <p>Without any of these, a piece after a gap has no known place: everything up to the next end of a scan is thrown away, as is what
 * comes before the first. With a known place, what is missing stays not-a-number and the row is suspect for {@code drop}.
 */
final class RowAssembler {
    /** 6 GHz in steps of 3.125 kHz. */
    private static final long MAX_POINTS = 2_000_000;

    private static final int END_LEVEL = 2000;
    private static final int END_FIELD_STRENGTH = 0x7FFF;
    private static final long UNKNOWN = -1;

    private final InstantSource clock;
    private final BooleanSupplier overloaded;
    private final double measureSeconds;
    private final Consumer<SpectrumRow> rows;

    // the scan that is being filled
    private long startHz;
    private long stepHz;
    private RowBuffer row = new RowBuffer(0);
    private LevelUnit unit = LevelUnit.DBUV;
    private boolean placed;
    /** Whether a beginning, or the end before it, was seen since the receiver was set anew. */
    private boolean begun = true;

    private volatile long abandoned;

    /**
     * @param measureSeconds for one level, when levels are means of power; 0 when they are not
     */
    RowAssembler(InstantSource clock, BooleanSupplier overloaded, double measureSeconds, Consumer<SpectrumRow> rows) {
        this.clock = clock;
        this.overloaded = overloaded;
        this.measureSeconds = measureSeconds;
        this.rows = rows;
    }

    /** Rows that were begun and thrown away. Any thread. */
    long abandoned() {
        return abandoned;
    }

    /** The receiver is about to be set anew: what there is of a scan is forgotten, and the next is taken from its beginning on. */
    void forget() {
        row.clear();
        placed = false;
        begun = false;
    }

    void pscan(Attribute piece, boolean gap) throws MalformedDatagramException {
        PscanHeader header = PscanHeader.read(piece.header());
        long at = UNKNOWN;
        if (header.totalValues() > 0) {
            at = header.offset();
        } else if (header.firstStepHz() > header.startHz()
                && header.firstStepHz() <= header.stopHz()
                && header.stepHz() > 0) {
            at = (header.firstStepHz() - header.startHz()) / header.stepHz();
        }
        scan(piece, gap, header.startHz(), header.stopHz(), header.stepHz(), header.timestampNanos(), at);
    }

    /** Scans that run downwards are refused: their order within a datagram is not established. */
    void fscan(Attribute piece, boolean gap) throws MalformedDatagramException {
        FscanHeader header = FscanHeader.read(piece.header());
        if (!header.upwards()) {
            throw new MalformedDatagramException("frequency scan runs downwards; set the receiver to run upwards");
        }
        scan(piece, gap, header.startHz(), header.stopHz(), header.stepHz(), 0, UNKNOWN);
    }

    private void scan(Attribute piece, boolean gap, long start, long stop, long step, long nanos, long said)
            throws MalformedDatagramException {
        piece.requireSeries();
        Selector series = series(piece);
        if (start < 0 || step <= 0 || stop <= start || (stop - start) / step >= MAX_POINTS) {
            throw new MalformedDatagramException("scan from " + start + " to " + stop + " Hz in steps of " + step
                    + " Hz has no number of points between 2 and " + MAX_POINTS);
        }
        int points = (int) (1 + (stop - start) / step);
        if (start != startHz || step != stepHz || points != row.size() || unit(series) != unit) {
            begin(start, step, points, unit(series));
        }
        place(said == UNKNOWN ? placeByFrequency(piece) : said, gap, nanos);
        fill(piece, series, nanos);
    }

    private void begin(long start, long step, int points, LevelUnit levels) {
        abandon();
        startHz = start;
        stepHz = step;
        unit = levels;
        row = new RowBuffer(points);
        placed = false;
    }

    /** Where the frequency of the first value lies; unknown when it is not sent. */
    private long placeByFrequency(Attribute piece) {
        if (!piece.has(Selector.FREQUENCY_LOW) || piece.items() == 0) {
            return UNKNOWN;
        }
        long low = Integer.toUnsignedLong(piece.value(Selector.FREQUENCY_LOW, 0));
        long high = piece.has(Selector.FREQUENCY_HIGH)
                ? Integer.toUnsignedLong(piece.value(Selector.FREQUENCY_HIGH, 0))
                : startHz >>> 32;
        long hertz = HeaderFields.hertz(low, high);
        return hertz < startHz ? UNKNOWN : (hertz - startHz) / stepHz;
    }

    private void place(long at, boolean gap, long nanos) throws MalformedDatagramException {
        if (at == UNKNOWN) {
            if (gap && placed) {
                abandon();
                placed = false;
            }
            return;
        }
        if (at > row.size()) {
            throw new MalformedDatagramException("piece begins at value " + at + " of a scan of " + row.size());
        }
        // A mark of the end that comes by itself lies behind the last value.
        int begin = at == row.size() ? 0 : (int) at;
        begun = begun || begin == 0;
        if (!begun) {
            placed = false;
            return;
        }
        if (begin < row.position()) {
            finish(nanos);
        }
        row.position(begin);
        placed = true;
    }

    private void fill(Attribute piece, Selector series, long nanos) {
        int end = series == Selector.LEVEL ? END_LEVEL : END_FIELD_STRENGTH;
        for (int i = 0; i < piece.items(); i++) {
            int tenths = piece.value(series, i);
            if (tenths == end || tenths == END_LEVEL) {
                finish(nanos);
                placed = true;
                begun = true;
            } else if (placed) {
                row.add(tenths * 0.1f);
                if (row.atEnd()) {
                    finish(nanos);
                }
            }
        }
    }

    /** Hands the row over when it can be used, and begins the next. */
    private void finish(long nanos) {
        if (row.isEmpty()) {
            row.position(0);
            return;
        }
        emit(startHz, stepHz, row.take(), nanos, unit);
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
    private void abandon() {
        if (!row.isEmpty()) {
            abandoned++;
            row.clear();
        }
    }

    void ifpan(Attribute whole) throws MalformedDatagramException {
        whole.requireSeries();
        Selector series = series(whole);
        IfpanHeader header = IfpanHeader.read(whole.header());
        int points = whole.items();
        if (points < 2 || header.centerHz() <= 0 || header.spanHz() <= 0) {
            throw new MalformedDatagramException("spectrum of " + points + " values around " + header.centerHz()
                    + " Hz with a span of " + header.spanHz() + " Hz");
        }
        float[] levels = new float[points];
        for (int i = 0; i < points; i++) {
            levels[i] = whole.value(series, i) * 0.1f;
        }
        double step = header.spanHz() / (points - 1.0);
        emit(header.centerHz() - header.spanHz() / 2.0, step, levels, header.timestampNanos(), unit(series));
    }

    private void emit(double start, double step, float[] levels, long nanos, LevelUnit levelUnit) {
        String suspect = SpectrumRow.suspicion(overloaded.getAsBoolean(), RowBuffer.hasHoles(levels));
        Instant time = nanos == 0 ? clock.instant() : Instant.ofEpochSecond(0, nanos);
        rows.accept(new SpectrumRow(start, step, levels, levelUnit, Math.max(1, measureSeconds * step), time, suspect));
    }

    private static Selector series(Attribute piece) throws MalformedDatagramException {
        if (piece.has(Selector.FIELD_STRENGTH)) {
            return Selector.FIELD_STRENGTH;
        }
        if (piece.has(Selector.LEVEL)) {
            return Selector.LEVEL;
        }
        throw new MalformedDatagramException("attribute " + piece.tag()
                + " has neither level nor field strength, flags " + Long.toHexString(piece.flags()));
    }

    private static LevelUnit unit(Selector series) {
        return series == Selector.LEVEL ? LevelUnit.DBUV : LevelUnit.DBUV_PER_M;
    }
}
