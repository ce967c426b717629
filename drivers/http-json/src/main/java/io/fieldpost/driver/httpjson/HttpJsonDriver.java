package io.fieldpost.driver.httpjson;

import io.fieldpost.driver.DriverContext;
import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.PolledDriver;
import io.fieldpost.driver.Quality;
import io.fieldpost.driver.http.HttpAccess;
import io.fieldpost.driver.http.WebDevice;
import io.fieldpost.driver.json.Outcome;
import io.fieldpost.driver.json.PointerTree;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One device, asked once for each path a reading. The device is lost when nothing of it answers; a path that fails beside others that
 * answer is bad for its own points alone.
 */
final class HttpJsonDriver implements PolledDriver {
    /** A sensor's document is a few KiB; the heap of a gateway is a few MiB. */
    static final int MOST_BYTES = 1 << 20;

    /** So many paths without an answer, and none with one: the others are not waited for. */
    private static final int MOST_SILENT = 2;

    private final HttpAccess access;
    private final DriverContext context;
    private final WebDevice device;
    private final PointRemarks remarks;
    private ReadingPlan plan = new ReadingPlan(List.of());

    HttpJsonDriver(HttpJsonSettings settings, DriverContext context) {
        this.access = settings.access();
        this.context = context;
        this.device = new WebDevice(access, "application/json, */*;q=0.1");
        this.remarks = new PointRemarks(context);
    }

    @Override
    public void open() throws DriverException {
        device.connect();
    }

    @Override
    public List<Measurement> read(List<Point> points) throws DriverException {
        if (!plan.points().equals(points)) {
            plan = new ReadingPlan(points);
        }
        Map<String, PathAnswers> answers = ask(plan.trees());
        answers.forEach((path, answer) -> remarks.tell(
                path.isEmpty() ? "url" : path, answer instanceof PathAnswers.Failed failed ? failed.told() : ""));
        Instant now = context.clock().instant();
        List<Measurement> measurements = new ArrayList<>(points.size());
        for (int i = 0; i < points.size(); i++) {
            Outcome outcome = outcome(plan.place(i), answers);
            remarks.tell(points.get(i).name(), outcome.remark());
            measurements.add(new Measurement(points.get(i), outcome.value(), outcome.quality(), now, now));
        }
        return measurements;
    }

    private Map<String, PathAnswers> ask(Map<String, PointerTree> trees) throws DriverException {
        Map<String, PathAnswers> answers = new HashMap<>();
        int silent = 0;
        for (Map.Entry<String, PointerTree> each : trees.entrySet()) {
            String path = each.getKey();
            try {
                String target = path.isEmpty() ? access.ownTarget() : path;
                answers.put(path, PathAnswers.of(device.get(target, MOST_BYTES), each.getValue()));
            } catch (DriverException e) {
                silent += isSilence(e) ? 1 : 0;
                boolean none = silent == answers.size() + 1;
                if (isFinal(e) || none && (silent == MOST_SILENT || silent == trees.size())) {
                    throw e;
                }
                answers.put(path, PathAnswers.of(e));
            }
        }
        return answers;
    }

    private static boolean isSilence(DriverException e) {
        return e.reason() == Reason.TIMEOUT || e.reason() == Reason.UNREACHABLE;
    }

    /** Whether no other path can do better: the certificate or the secret is wrong for all, or the agent wants its thread back. */
    private static boolean isFinal(DriverException e) {
        return e.reason() == Reason.CONFIGURATION
                || e.reason() == Reason.REFUSED
                || Thread.currentThread().isInterrupted();
    }

    private static Outcome outcome(ReadingPlan.@Nullable Place place, Map<String, PathAnswers> answers) {
        if (place == null) {
            return Outcome.bad(Quality.BAD_ADDRESS_UNKNOWN, "its address is no path with a JSON pointer");
        }
        PathAnswers answer = answers.get(place.address().path());
        if (answer instanceof PathAnswers.Document document) {
            return Outcome.of(
                    document.found()[place.slot()],
                    place.address().pointer(),
                    place.address().readAs());
        } else if (answer instanceof PathAnswers.Failed failed) {
            return Outcome.bad(failed.quality(), "");
        }
        return Outcome.bad(Quality.BAD_WAITING_FOR_INITIAL_DATA, "");
    }

    @Override
    public void close() {
        device.close();
    }
}
