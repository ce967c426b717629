package io.fieldpost.driver.mtconnect;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.Value;
import io.fieldpost.driver.ValueType;
import io.fieldpost.driver.testkit.ManualClock;
import io.fieldpost.driver.testkit.RecordingSink;
import io.fieldpost.driver.testkit.TestContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One connection after another: how far the agent was read is kept between them. */
class MtconnectDriverTest {
    private static final Duration BOUND = Duration.ofSeconds(30);
    private static final List<Point> POINTS = List.of(new Point("mill", "x", "x", ValueType.ANY, "mm"));

    @TempDir
    Path directory;

    private FakeAgent fake;
    private MtconnectDriver driver;

    @BeforeEach
    void startAnAgent() throws Exception {
        fake = new FakeAgent(100);
        fake.sample("x", "1");
    }

    @AfterEach
    void stop() {
        driver.close();
        fake.close();
    }

    private RecordingSink start() throws Exception {
        TestContext context = new TestContext("mill", new ManualClock(), directory.resolve("mill"));
        driver = new MtconnectDriver(FollowedAgent.settings(fake, "", 50), context);
        driver.open();
        RecordingSink sink = new RecordingSink();
        driver.start(POINTS, sink);
        return sink;
    }

    private static List<String> values(List<Measurement> measurements) {
        return measurements.stream()
                .map(each -> (each.value() instanceof Value.Real real ? real.value() : each.value())
                        + (each.historical() ? " historical" : ""))
                .toList();
    }

    @Test
    void nextConnectionFillsWhatWasToldMeanwhile() throws Exception {
        RecordingSink first = start();
        fake.sample("x", "2");
        assertThat(values(first.await(2, BOUND))).containsExactly("1.0", "2.0");
        driver.close();
        fake.sample("x", "3");
        fake.sample("x", "4");
        fake.sample("x", "5");
        RecordingSink second = start();
        assertThat(values(second.await(3, BOUND))).containsExactly("5.0", "3.0 historical", "4.0 historical");
        driver.close();
        assertThat(values(start().await(1, BOUND))).containsExactly("5.0");
    }

    @Test
    void closingDoesNotWaitForAnAgentThatHasFallenSilent() throws Exception {
        start().await(1, BOUND);
        assertThat(fake.fallsSilent().await(BOUND.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
        driver.close();
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .doesNotContain("mtconnect-mill");
    }

    @Test
    void damagedProgressIsNone() throws Exception {
        Files.createDirectories(directory.resolve("mill"));
        Files.writeString(directory.resolve("mill/progress"), "instance 1 next 99999999999999999999999\n");
        assertThat(values(start().await(1, BOUND))).containsExactly("1.0");
    }
}
