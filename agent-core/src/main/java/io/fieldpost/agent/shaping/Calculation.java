package io.fieldpost.agent.shaping;

import io.fieldpost.agent.shaping.Expression.Kind;
import io.fieldpost.agent.shaping.Expression.Pair;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.Quality;
import io.fieldpost.driver.Quality.Severity;
import io.fieldpost.driver.Value;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/**
 * The values of one expression. An input keeps its value until the next one comes; one that is bad makes the result bad, without a value
 * and with the same quality; one that has not come yet makes it {@link Quality#BAD_WAITING_FOR_INITIAL_DATA}, told once. The result is as good as the worst input, and its times are those of
 * the newest. What is no number (a division by zero) is {@link Quality#BAD}; an input of another kind than the expression needs is
 * {@link Quality#BAD_CONFIGURATION}.
 */
final class Calculation {
    private final Expression expression;
    private final Point point;
    private final Channel output;
    private final Moment moment;

    private final double[] values;
    private final @Nullable Measurement[] inputs;
    private final @Nullable Kind[] kinds;
    private final boolean[] changed;
    private boolean anyChanged;
    private boolean waiting;
    private boolean toldOfKind;

    Calculation(Expression expression, Point point, Channel output, Moment moment) {
        this.expression = expression;
        this.point = point;
        this.output = output;
        this.moment = moment;
        int size = expression.names().size();
        this.values = new double[size];
        this.inputs = new Measurement[size];
        this.kinds = new Kind[size];
        this.changed = new boolean[size];
    }

    /** Takes the next value of an input. */
    void take(int slot, Measurement measurement, long now) {
        moment.changes(measurement, changed[slot], now);
        changed[slot] = true;
        anyChanged = true;
        inputs[slot] = measurement;
        Value value = measurement.value();
        if (value instanceof Value.Real real) {
            put(slot, Kind.NUMBER, real.value());
        } else if (value instanceof Value.Int count) {
            put(slot, Kind.NUMBER, count.value());
        } else if (value instanceof Value.Bool flag) {
            put(slot, Kind.TRUTH, flag.value() ? 1 : 0);
        } else {
            put(slot, null, Double.NaN);
        }
    }

    private void put(int slot, @Nullable Kind kind, double value) {
        kinds[slot] = kind;
        values[slot] = value;
    }

    /** Gives the result if an input has changed since the last. */
    void workOut(long now) {
        if (!anyChanged) {
            return;
        }
        Arrays.fill(changed, false);
        anyChanged = false;
        Quality quality = quality();
        boolean waitsStill = waiting;
        waiting = quality == Quality.BAD_WAITING_FOR_INITIAL_DATA;
        if (waiting && waitsStill) {
            return;
        }
        double result = quality.severity() == Severity.BAD
                ? Double.NaN
                : expression.term().of(values);
        if (quality.severity() != Severity.BAD && (Double.isNaN(result) || Double.isInfinite(result))) {
            quality = Quality.BAD;
        }
        Value value = quality.severity() == Severity.BAD
                ? new Value.Absent()
                : gives() == Kind.TRUTH ? new Value.Bool(result != 0) : new Value.Real(result);
        output.pass(new Measurement(point, value, quality, newest(true), newest(false)), now);
    }

    private @Nullable Kind gives() {
        return expression.result() == Kind.ANY ? kinds[0] : expression.result();
    }

    /** That of the worst input, or what else is wrong with them. */
    private Quality quality() {
        Quality worst = Quality.GOOD;
        boolean complete = true;
        for (Measurement input : inputs) {
            if (input == null) {
                complete = false;
            } else if (worst == Quality.GOOD || input.quality().severity().compareTo(worst.severity()) > 0) {
                worst = input.quality();
            }
        }
        if (worst.severity() == Severity.BAD) {
            return worst;
        }
        if (!complete) {
            return Quality.BAD_WAITING_FOR_INITIAL_DATA;
        }
        return anyIsNone() ? Quality.BAD : fits() ? worst : Quality.BAD_CONFIGURATION;
    }

    /** Whether an input has no value, or one that is not a number: whatever it is compared with would come out false. */
    private boolean anyIsNone() {
        boolean none = false;
        for (int i = 0; i < kinds.length; i++) {
            Measurement input = inputs[i];
            none |= input == null || input.value() instanceof Value.Absent;
            none |= kinds[i] == Kind.NUMBER && Double.isNaN(values[i]);
        }
        return none;
    }

    /** Whether the inputs are of the kinds that the expression needs. */
    private boolean fits() {
        boolean fit = true;
        for (int i = 0; i < kinds.length; i++) {
            Kind needed = expression.kinds().get(i);
            fit &= kinds[i] != null && (needed == Kind.ANY || kinds[i] == needed);
        }
        for (Pair pair : expression.alike()) {
            fit &= kinds[pair.left()] == kinds[pair.right()];
        }
        if (!fit && !toldOfKind) {
            toldOfKind = true;
            tell();
        }
        return fit;
    }

    private void tell() {
        StringBuilder found = new StringBuilder();
        for (int i = 0; i < kinds.length; i++) {
            Measurement input = inputs[i];
            found.append(i == 0 ? "" : ", ")
                    .append(expression.names().get(i).name())
                    .append(" is ")
                    .append(input == null ? "" : input.value().getClass().getSimpleName());
        }
        Logger.warn(
                "derived point {}/{}: its expression needs other values than come, {}; correct the expression",
                point.source(),
                point.name(),
                found);
    }

    private Instant newest(boolean bySource) {
        Instant newest = Instant.MIN;
        for (Measurement input : inputs) {
            if (input != null) {
                Instant time = bySource ? input.sourceTime() : input.receivedTime();
                newest = time.isAfter(newest) ? time : newest;
            }
        }
        return newest;
    }
}
