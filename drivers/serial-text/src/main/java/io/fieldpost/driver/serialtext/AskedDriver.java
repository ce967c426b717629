package io.fieldpost.driver.serialtext;

import static io.fieldpost.driver.serial.LineTrouble.excerpt;

import io.fieldpost.driver.DriverContext;
import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.PolledDriver;
import io.fieldpost.driver.Quality;
import io.fieldpost.driver.serial.ByteLine;
import io.fieldpost.driver.serial.Heard;
import io.fieldpost.driver.serial.LineReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A device that answers a request. All points are read from the lines of one answer. */
final class AskedDriver implements PolledDriver {
    /** A device that never stops talking does not hold a reading. */
    private static final int MOST_UNASKED = 64;

    private final SerialTextSettings settings;
    private final DriverContext context;
    private final byte[] request;
    private final LineJudge judge;

    // From open to close.
    private @Nullable ByteLine line;
    private @Nullable LineReader reader;

    AskedDriver(SerialTextSettings settings, String request, DriverContext context) throws DriverException {
        this.settings = settings;
        this.context = context;
        this.request = settings.characters().bytes(request).orElseThrow();
        this.judge = new LineJudge(settings, context);
    }

    @Override
    public void open() throws DriverException {
        ByteLine opened = settings.open();
        line = opened;
        LineReader listening = new LineReader(opened, settings.shape());
        listening.settle();
        reader = listening;
    }

    @Override
    public List<Measurement> read(List<Point> points) throws DriverException {
        if (line == null || reader == null) {
            throw new DriverException(DriverException.Reason.UNREACHABLE, "the line is not open");
        }
        if (points.isEmpty()) {
            return List.of();
        }
        Map<Point, Outcome> outcomes = new HashMap<>();
        Answer answer = new Answer();
        for (int attempt = 0; attempt <= settings.retries() && !answer.whole; attempt++) {
            ask(line, reader, points, outcomes, answer);
        }
        if (!answer.heard) {
            throw new DriverException(DriverException.Reason.TIMEOUT, silence());
        }
        Instant now = context.clock().instant();
        List<Measurement> measurements = new ArrayList<>(points.size());
        for (Point point : points) {
            Outcome outcome = outcomes.get(point);
            measurements.add((outcome == null ? judge.told(point, without(point, answer)) : outcome).of(point, now));
        }
        return measurements;
    }

    /** What came of one reading. */
    private static final class Answer {
        private boolean heard;
        private boolean whole;
    }

    private void ask(ByteLine to, LineReader from, List<Point> points, Map<Point, Outcome> outcomes, Answer answer)
            throws DriverException {
        passOver(from);
        long deadline = System.nanoTime() + settings.timeout().toNanos();
        to.write(request, deadline);
        int lines = 0;
        while (lines < settings.answerLines() && deadline - System.nanoTime() > 0) {
            Heard heard = from.next(deadline);
            if (heard == null) {
                break;
            }
            Verdict verdict = judge.judge(heard, points, outcomes::put);
            lines += verdict == Verdict.IGNORED ? 0 : 1;
            answer.heard = true;
            answer.whole |= verdict == Verdict.WHOLE;
        }
        if (lines == 0) {
            judge.faults().count(LineFault.SILENCE, "");
        }
    }

    /** A late answer, or what a device says besides, is not the answer to the next request. */
    private void passOver(LineReader from) throws DriverException {
        for (int i = 0; i < MOST_UNASKED; i++) {
            Heard heard = from.next(System.nanoTime());
            if (heard == null) {
                return;
            }
            byte[] bytes = heard instanceof Heard.Line whole ? whole.bytes() : ((Heard.Broken) heard).bytes();
            judge.faults().count(LineFault.UNASKED, bytes);
        }
    }

    private Outcome without(Point point, Answer answer) {
        return answer.whole || judge.address(point).isEmpty()
                ? judge.without(point)
                : Outcome.bad(Quality.BAD_COMMUNICATION, "the answer was damaged; see the connection");
    }

    private String silence() {
        return "no answer to " + excerpt(settings.request() == null ? "" : settings.request()) + " within "
                + settings.timeout().toMillis() + " ms: " + settings.connection() + "; " + LineFault.SILENCE.advice();
    }

    @Override
    public void close() {
        if (line != null) {
            line.close();
        }
    }
}
