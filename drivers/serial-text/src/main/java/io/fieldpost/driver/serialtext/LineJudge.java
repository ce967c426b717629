package io.fieldpost.driver.serialtext;

import static io.fieldpost.driver.serial.LineTrouble.excerpt;

import io.fieldpost.driver.DriverContext;
import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.Quality;
import io.fieldpost.driver.serial.Heard;
import io.fieldpost.driver.serial.LineTrouble;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the lines of one connection say of points; remarks and counts come from here alone. For one thread. */
final class LineJudge {
    private final LineTrouble<LineFault> faults;
    private final LineText text;
    private final Messages messages;
    private final Interpreter interpreter;
    private final PointRemarks remarks;
    private final Map<String, Optional<TextAddress>> addresses = new HashMap<>();
    private TextLine last = new TextLine("", null);

    /** Where outcomes go. */
    @FunctionalInterface
    interface Outcomes {
        void take(Point point, Outcome outcome);
    }

    LineJudge(SerialTextSettings settings, DriverContext context) throws DriverException {
        this.faults = new LineTrouble<>(LineFault.class, context);
        this.text = new LineText(settings, faults);
        this.messages = new Messages(settings.messages());
        this.interpreter = new Interpreter(settings.statuses(), settings.units());
        this.remarks = new PointRemarks(context);
    }

    LineTrouble<LineFault> faults() {
        return faults;
    }

    /**
     * Judges what was heard.
     *
     * @param outcomes gets one outcome for each point that it says something of
     */
    Verdict judge(Heard heard, List<Point> points, Outcomes outcomes) {
        Optional<TextLine> line = text.of(heard);
        if (line.isEmpty()) {
            return Verdict.DAMAGED;
        }
        last = line.get();
        Optional<Meaning> message = messages.of(last.text());
        if (message.isEmpty()) {
            judge(last, points, outcomes);
            return Verdict.WHOLE;
        }
        if (message.get() == Meaning.IGNORE) {
            return Verdict.IGNORED;
        }
        tell(message.get(), last, points, outcomes);
        return Verdict.WHOLE;
    }

    /** What a point comes to that the last answer gave no outcome. */
    Outcome without(Point point) {
        Optional<TextAddress> address = address(point);
        if (address.isEmpty()) {
            return unknown(point);
        }
        return address.get().place().in(last) instanceof Found.NotAbout
                ? Outcome.bad(
                        Quality.BAD_ADDRESS_UNKNOWN, "the answer does not fit its pattern: " + excerpt(last.text()))
                : Outcome.bad(Quality.BAD_OUT_OF_SERVICE, "the device says by its status that this is to be ignored");
    }

    private void judge(TextLine line, List<Point> points, Outcomes outcomes) {
        boolean fits = false;
        for (Point point : points) {
            Optional<TextAddress> address = address(point);
            if (address.isEmpty()) {
                continue;
            }
            Found found = address.get().place().in(line);
            fits |= !(found instanceof Found.NotAbout);
            interpreter
                    .outcome(point, address.get(), found)
                    .ifPresent(outcome -> outcomes.take(point, told(point, outcome)));
        }
        if (!fits) {
            faults.count(LineFault.UNMATCHED, line.text());
        }
    }

    private void tell(Meaning message, TextLine line, List<Point> points, Outcomes outcomes) {
        Outcome bad =
                Outcome.bad(message.quality(), "the device tells " + message.words() + " by " + excerpt(line.text()));
        for (Point point : points) {
            outcomes.take(point, told(point, address(point).isPresent() ? bad : unknown(point)));
        }
    }

    /** The outcome, after what it has to say was said. */
    Outcome told(Point point, Outcome outcome) {
        remarks.tell(point, outcome.remark());
        return outcome;
    }

    /** The outcome of a point whose address is none; {@code fieldpost check} refuses such. */
    static Outcome unknown(Point point) {
        return Outcome.bad(Quality.BAD_ADDRESS_UNKNOWN, "no address of this driver: " + excerpt(point.address()));
    }

    Optional<TextAddress> address(Point point) {
        return addresses.computeIfAbsent(point.address(), LineJudge::parsed);
    }

    private static Optional<TextAddress> parsed(String address) {
        try {
            return Optional.of(TextAddress.parse(address));
        } catch (AddressException e) {
            return Optional.empty();
        }
    }
}
