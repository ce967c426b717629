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
     * @return the line; empty when it was none
     */
    Optional<String> judge(Heard heard, List<Point> points, Outcomes outcomes) {
        Optional<TextLine> line = text.of(heard);
        line.ifPresent(each -> judge(each, points, outcomes));
        return line.map(TextLine::text);
    }

    private void judge(TextLine line, List<Point> points, Outcomes outcomes) {
        Optional<Meaning> message = messages.of(line.text());
        if (message.isPresent()) {
            tell(message.get(), line, points, outcomes);
            return;
        }
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
        if (message == Meaning.IGNORE) {
            return;
        }
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
