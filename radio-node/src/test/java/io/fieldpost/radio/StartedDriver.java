package io.fieldpost.radio;

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Operable;
import io.fieldpost.driver.StreamingDriver;
import io.fieldpost.driver.Value;
import io.fieldpost.radio.settings.RadioSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A driver of the radio and all that it gave. */
final class StartedDriver implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 10;

    private final RecordingContext context;
    private final BlockingQueue<Measurement> received = new LinkedBlockingQueue<>();
    private final List<Measurement> seen = new ArrayList<>();
    private StreamingDriver driver;

    StartedDriver(RecordingContext context) {
        this.context = context;
    }

    void start(RadioSettings settings) throws DriverException {
        driver = (StreamingDriver) new RadioDriverFactory().create(settings, context);
        driver.open();
        driver.start(List.of(), received::add);
    }

    /** The first measurement of a point. */
    Measurement await(String point) throws InterruptedException {
        return await(point, null);
    }

    /** The next measurement of a point after another. */
    Measurement await(String point, Measurement after) throws InterruptedException {
        boolean passed = after == null;
        for (int i = 0; ; i++) {
            if (i == seen.size()) {
                Measurement next = received.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
                if (next == null) {
                    throw new AssertionError(point + " did not come; lost: " + context.isLost() + ", seen: "
                            + seen.stream()
                                    .map(each -> each.point().name())
                                    .distinct()
                                    .toList());
                }
                seen.add(next);
            }
            Measurement each = seen.get(i);
            if (passed && each.point().name().equals(point)) {
                return each;
            }
            passed |= each == after;
        }
    }

    /** All measurements of a point so far. */
    List<Measurement> all(String point) {
        received.drainTo(seen);
        return seen.stream().filter(each -> each.point().name().equals(point)).toList();
    }

    /** The last measurement of a point so far. */
    Measurement last(String point) {
        List<Measurement> all = all(point);
        return all.get(all.size() - 1);
    }

    Value.Record operate(String operation, String name, String value) throws DriverException {
        return ((Operable) driver).operate(operation, new Value.Record(Map.of(name, new Value.Text(value))));
    }

    /** Each mission with its phase. */
    List<String> missions() throws DriverException {
        List<String> told = new ArrayList<>();
        Value.Record list = ((Operable) driver).operate("mission_list", new Value.Record(Map.of()));
        for (Value each : ((Value.Array) list.fields().get("missions")).elements()) {
            Map<String, Value> fields = ((Value.Record) each).fields();
            told.add(((Value.Text) fields.get("name")).value() + " " + ((Value.Text) fields.get("phase")).value());
        }
        return told;
    }

    @Override
    public void close() {
        if (driver != null) {
            driver.close();
        }
    }
}
