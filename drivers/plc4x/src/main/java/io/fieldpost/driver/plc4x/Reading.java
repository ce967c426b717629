package io.fieldpost.driver.plc4x;

import io.fieldpost.driver.DriverContext;
import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.Quality;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.plc4x.java.api.messages.PlcReadResponse;

/**
 * Reads points in groups. A controller's own refusal is one address's, and PLC4X tells it as such. An answer that PLC4X can't decode it drops whole,
 * with all that was asked for beside it: a month of 37 in one date silences twenty. Such a group is parted, reading by reading, until the culprit stands
 * alone; that one is left alone then, and tried again every minute.
 */
final class Reading {
    /** Each costs a time-out and a new session, and the source's deadline is for all. */
    private static final int MOST_UNREADABLE = 2;

    private static final Duration REST = Duration.ofMinutes(1);
    private static final Answer LATER = Answer.bad(
            Quality.BAD_COMMUNICATION,
            "the answer to several addresses at once could not be read; the one that spoils it is being looked for");
    private static final Answer UNREADABLE = Answer.bad(
            Quality.BAD_CONFIGURATION,
            "PLC4X can't read the answer; look whether the controller has this address, this type, and a valid value there, such as a month from 1 to 12");

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
        Deque<Group> waiting = new ArrayDeque<>(plan.groups());
        List<Group> kept = new ArrayList<>(waiting.size());
        int unreadable = 0;
        while (!waiting.isEmpty()) {
            Group group = waiting.remove();
            Instant now = context.clock().instant();
            if (group.rests(now)) {
                answers.putAll(all(group, UNREADABLE));
                kept.add(group);
            } else if (unreadable == MOST_UNREADABLE) {
                kept.add(group);
            } else if (isRead(group, answers)) {
                kept.addAll(group.isOne() || !isSpoiled(group, answers) ? List.of(group) : group.halves());
            } else if (group.isOne()) {
                unreadable++;
                answers.putAll(all(group, UNREADABLE));
                kept.add(group.restingUntil(now.plus(REST)));
            } else {
                unreadable++;
                group.halves().forEach(waiting::addFirst);
            }
        }
        plan.regroup(kept);
    }

    /** Whether there is an answer for each address of the group; when not, there is a new session. */
    private boolean isRead(Group group, Map<String, Answer> answers) throws DriverException {
        try {
            PlcReadResponse response = sessions.current().read(group.tags());
            group.tags().keySet().forEach(address -> answers.put(address, Answer.of(response, address)));
            return true;
        } catch (UnreadableException e) {
            sessions.renew();
            return false;
        }
    }

    /** Whether what PLC4X could not decode of one address may have become the answer of its neighbours too. */
    private static boolean isSpoiled(Group group, Map<String, Answer> answers) {
        return group.tags().keySet().stream().anyMatch(address -> Answer.UNKNOWN_CAUSE.equals(answers.get(address)));
    }

    private static Map<String, Answer> all(Group group, Answer answer) {
        Map<String, Answer> answers = new HashMap<>();
        group.tags().keySet().forEach(address -> answers.put(address, answer));
        return answers;
    }
}
