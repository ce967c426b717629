package io.fieldpost.driver.mtconnect;

import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.Value;
import io.fieldpost.driver.ValueType;
import io.fieldpost.driver.mtconnect.Follower.Rest;
import io.fieldpost.driver.testkit.ManualClock;
import io.fieldpost.driver.testkit.RecordingSink;
import io.fieldpost.driver.testkit.TestContext;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** An agent with a small buffer, and what follows it; the machine tells X positions and a mode. */
abstract class FollowedAgent {
    static final int BUFFER = 10;

    FakeAgent fake;
    TestContext context;
    RecordingSink sink;
    Agent agent;
    Follower follower;

    @BeforeEach
    void startAnAgent() throws Exception {
        fake = new FakeAgent(BUFFER);
        fake.sample("x", "1");
        fake.event("mode", "READY");
        begin(Optional.empty(), "x", "mode as text");
    }

    @AfterEach
    void stop() {
        agent.close();
        fake.close();
    }

    static MtconnectSettings settings(FakeAgent fake, String path, int count) {
        return new MtconnectSettings(
                URI.create(fake.url() + path),
                null,
                Duration.ofMillis(10),
                count,
                null,
                null,
                null,
                false,
                Duration.ofSeconds(20));
    }

    void begin(Optional<Progress> remembered, String... addresses) throws Exception {
        begin(4, remembered, addresses);
    }

    void begin(int count, Optional<Progress> remembered, String... addresses) throws Exception {
        if (agent != null) {
            agent.close();
        }
        context = new TestContext("mill", new ManualClock(), Path.of("none"));
        sink = new RecordingSink();
        agent = new Agent(settings(fake, "", count));
        List<Point> points = Stream.of(addresses)
                .map(address -> new Point("mill", address, address, ValueType.ANY, "1"))
                .toList();
        PointRemarks remarks = new PointRemarks(context);
        WantedItems wanted = new WantedItems(points);
        Delivery delivery = new Delivery(context, remarks, wanted, sink);
        follower = new Follower(agent, count, wanted, delivery, new Gaps(context, remarks, delivery));
        follower.begin(remembered);
    }

    void untilNothingIsLeft() throws Exception {
        for (int steps = 0; steps < 100; steps++) {
            if (follower.step() == Rest.NOTHING) {
                return;
            }
        }
        throw new AssertionError("still not at rest after 100 steps: " + fake.requests());
    }

    List<String> told() {
        return sink.snapshot().stream().map(FollowerTest::text).toList();
    }

    static String text(Measurement each) {
        String value = each.value() instanceof Value.Real real
                ? Double.toString(real.value())
                : each.value() instanceof Value.Text text
                        ? text.value()
                        : each.value() instanceof Value.Record record
                                ? gap(record)
                                : each.quality().toString();
        return value + (each.historical() ? " historical" : "");
    }

    static String gap(Value.Record record) {
        return ((Value.Text) record.fields().get("cause")).value() + " "
                + ((Value.Int) record.fields().get("first_sequence")).value()
                + (record.fields().get("last_sequence") instanceof Value.Int last ? " to " + last.value() : "");
    }

    void move(int from, int to) {
        for (int i = from; i <= to; i++) {
            fake.sample("x", Integer.toString(i));
        }
    }
}
