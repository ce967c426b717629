package io.fieldpost.driver.plc4x;

import io.fieldpost.driver.DriverContext;
import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.Quality;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.plc4x.java.api.messages.PlcReadResponse;

/**
 * Reads points in groups. A controller's own refusal is one address's, and PLC4X tells it as such. An answer that PLC4X can't decode it drops whole,
 * with all that was asked for beside it: a date of zeros in one tag silences twenty. Such a group is parted, reading by reading, until the culprit stands
 * alone; that one is left alone then, and tried again every minute.
 */
final class Reading {
    /** Each costs a time-out and a new session, and the source's deadline is for all. */
    private static final int MOST_UNREADABLE = 2;

    private static final Duration REST = Duration.ofMinutes(1);
    private static final Answer LATER =
            Answer.bad(Quality.BAD_COMMUNICATION, "the answer to several addresses at once could not be read; the one that spoils it is being looked for");
    private static final Answer UNREADABLE = Answer.bad(
            Quality.BAD_CONFIGURATION,
            "PLC4X can't read what stands there as this type; give another type, or look whether the controller has a valid value there");

    private final Plc4xSettings settings;
    private final DriverContext context;
    private final Sessions sessions;
    private final PointRemarks remarks;
    private ReadingPlan plan;

    Reading(Plc4xSettings settings, DriverContext context, Sessions sessions) {
        this.settings = settings;
        this.context = context;
        this.sessions = sessions;
        this.remarks = new PointRemarks(context);
        this.plan = plan(List.of());
    }

    private ReadingPlan plan(List<Point> points) {
        return new ReadingPlan(points, settings.line().family(), settings.mostAddressesAtOnce());
    }

    List<Measurement> read(List<Point> points) throws DriverException {
        if (!plan.points().equals(points)) {
            plan = plan(points);
        }
        Map<String, Answer> answers = new HashMap<>(plan.refused());
        ask(answers);
        Instant now = context.clock().instant();
        List<Measurement> measurements = new ArrayList<>(points.size());
        for (Point point : points) {
            Answer answer = answers.getOrDefault(point.address(), LATER);
            remarks.tell(point.name(), answer.remark());
            measurements.add(new Measurement(point, answer.value(), answer.quality(), now, now));
        }
        return measurements;
    }

    private void ask(Map<String, Answer> answers) throws DriverException {
        List<Group> groups = plan.groups();
        List<Group> kept = new ArrayList<>(groups.size());
        int unreadable = 0;
        for (Group group : groups) {
            Instant now = context.clock().instant();
            if (group.rests(now)) {
                answers.putAll(all(group, UNREADABLE));
                kept.add(group);
                continue;
            }
            if (unreadable == MOST_UNREADABLE) {
                kept.add(group);
                continue;
            }
            try {
                PlcReadResponse response = sessions.current().read(group.tags());
                group.tags().keySet().forEach(address -> answers.put(address, Answer.of(response, address)));
                kept.add(group);
            } catch (UnreadableException e) {
                unreadable++;
                answers.putAll(all(group, group.isOne() ? UNREADABLE : LATER));
                kept.addAll(group.isOne() ? List.of(group.restingUntil(now.plus(REST))) : group.halves());
                sessions.renew();
            }
        }
        plan.regroup(kept);
    }

    private static Map<String, Answer> all(Group group, Answer answer) {
        Map<String, Answer> answers = new HashMap<>();
        group.tags().keySet().forEach(address -> answers.put(address, answer));
        return answers;
    }
}
