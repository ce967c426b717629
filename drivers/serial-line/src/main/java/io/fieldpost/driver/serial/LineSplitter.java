package io.fieldpost.driver.serial;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Parts bytes into lines. Whoever begins to listen may begin in the middle of a line, and half a line can be a wrong number: so the first
 * one counts only when there was silence before it, or where lines have a first character. Empty lines are nothing. For one thread.
 */
final class LineSplitter {
    private final LineShape shape;
    private final byte[] kept;
    private int length;
    private State state;

    private enum State {
        /** Outside a line. */
        BETWEEN,
        /** In a line whose beginning was heard. */
        WITHIN,
        /** In what nobody wants, until it ends: a line whose beginning was missed, one too long that is told, or noise. */
        PASSING
    }

    private Heard.Kind passing = Heard.Kind.JOINED;

    LineSplitter(LineShape shape) {
        this.shape = shape;
        this.kept = new byte[shape.longest() + shape.end().length];
        this.state = hasStart() ? State.BETWEEN : State.PASSING;
    }

    private boolean hasStart() {
        return shape.start() != LineShape.NO_START;
    }

    /** @return what this byte completed; null when that is nothing */
    @Nullable
    Heard accept(byte b) {
        if (hasStart() && (b & 0xFF) == shape.start()) {
            Heard cutOff = broken();
            state = State.WITHIN;
            return cutOff;
        }
        if (state == State.BETWEEN && hasStart()) {
            return accountForBetween(b);
        }
        if (state == State.BETWEEN) {
            state = State.WITHIN;
        }
        if (shape.end().length == 0) {
            return b == '\r' || b == '\n' ? ended(length) : grown(b);
        }
        Heard grown = grown(b);
        return grown == null && endsNow() ? ended(Math.max(0, length - shape.end().length)) : grown;
    }

    private @Nullable Heard accountForBetween(byte b) {
        if (b == '\r' || b == '\n' || b == ' ') {
            return null;
        }
        state = State.PASSING;
        passing = Heard.Kind.BETWEEN;
        return grown(b);
    }

    private @Nullable Heard grown(byte b) {
        Heard tooLong = length == kept.length ? tooLong() : null;
        if (length < kept.length) {
            kept[length++] = b;
            return length <= shape.longest() || endMayFollow() ? null : tooLong();
        }
        // Only the last bytes matter to what is passed over: an end may be among them.
        System.arraycopy(kept, 1, kept, 0, length - 1);
        kept[length - 1] = b;
        return tooLong;
    }

    /** @return null when the line at hand is passed over already */
    private @Nullable Heard tooLong() {
        if (state == State.PASSING) {
            return null;
        }
        state = State.PASSING;
        passing = Heard.Kind.TOO_LONG;
        return new Heard.Broken(Heard.Kind.TOO_LONG, excerpt());
    }

    /** Whether what is beyond the longest line can be its end. */
    private boolean endMayFollow() {
        byte[] end = shape.end();
        int beyond = length - shape.longest();
        return beyond <= end.length && Arrays.equals(kept, shape.longest(), length, end, 0, beyond);
    }

    private boolean endsNow() {
        byte[] end = shape.end();
        return length >= end.length && Arrays.equals(kept, length - end.length, length, end, 0, end.length);
    }

    private @Nullable Heard ended(int lineLength) {
        State before = state;
        byte[] bytes = Arrays.copyOf(kept, before == State.WITHIN ? lineLength : Math.min(lineLength, Heard.MOST_KEPT));
        length = 0;
        state = State.BETWEEN;
        if (bytes.length == 0) {
            return null;
        }
        if (before == State.WITHIN) {
            return new Heard.Line(bytes);
        }
        return passing == Heard.Kind.TOO_LONG ? null : new Heard.Broken(passing, bytes);
    }

    /**
     * Nothing came for as long as the rest of a line may take: what comes next is a beginning.
     *
     * @return the half line that this leaves; null when there is none
     */
    @Nullable
    Heard silence() {
        Heard left = broken();
        state = State.BETWEEN;
        return left;
    }

    /** What is at hand, as a line that never ends. */
    private @Nullable Heard broken() {
        boolean told = state == State.PASSING && passing == Heard.Kind.TOO_LONG;
        Heard.Kind kind = state == State.PASSING ? passing : Heard.Kind.HALF;
        Heard left = length == 0 || told ? null : new Heard.Broken(kind, excerpt());
        length = 0;
        return left;
    }

    private byte[] excerpt() {
        return Arrays.copyOf(kept, Math.min(length, Heard.MOST_KEPT));
    }

    /** Whether a line has begun and not ended. */
    boolean isWithin() {
        return length > 0 || state != State.BETWEEN;
    }
}
