package io.fieldpost.driver.httpjson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.Quality;
import io.fieldpost.driver.Value;
import io.fieldpost.driver.ValueType;
import io.fieldpost.driver.testkit.ManualClock;
import io.fieldpost.driver.testkit.TestContext;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpJsonDriverTest {
    private FakeDevice device;
    private TestContext context;
    private HttpJsonDriver driver;

    static HttpJsonSettings settings(URI url, Duration timeout) {
        return new HttpJsonSettings(url, Map.of(), Map.of(), null, null, null, null, false, timeout);
    }

    @BeforeEach
    void startADevice() throws Exception {
        device = new FakeDevice();
        context = new TestContext("sensor", new ManualClock(), Path.of("none"));
        open("/status", Duration.ofSeconds(20));
    }

    private void open(String path, Duration timeout) throws Exception {
        driver = new HttpJsonDriver(settings(device.url(path), timeout), context);
        driver.open();
    }

    @AfterEach
    void stop() {
        driver.close();
        device.close();
    }

    private List<Measurement> read(String... addresses) throws Exception {
        return driver.read(Stream.of(addresses)
                .map(address -> new Point("sensor", address, address, ValueType.ANY, "1"))
                .toList());
    }

    private DriverException failureOf(String... addresses) {
        DriverException failure = catchThrowableOfType(DriverException.class, () -> read(addresses));
        assertThat(failure).isNotNull();
        return failure;
    }

    @Test
    void eachPathIsAskedForOnceAReading() throws Exception {
        device.has("/status", "{\"a\":1,\"b\":true}");
        device.has("/other?x=1", "[\"text\"]");
        for (int reading = 0; reading < 2; reading++) {
            assertThat(read("#/a", "/other?x=1#/0", "#/b", "/status#/a"))
                    .extracting(Measurement::value)
                    .containsExactly(
                            new Value.Real(1), new Value.Text("text"), new Value.Bool(true), new Value.Real(1));
        }
        // The source's own URL and the same path written out are two requests: the device may treat them as it likes.
        assertThat(device.requests)
                .containsExactly("/status", "/other?x=1", "/status", "/status", "/other?x=1", "/status");
    }

    @Test
    void missingPointerIsBadForItsPointAloneUntilItIsThere() throws Exception {
        device.has("/status", "{\"a\":1}");
        List<Measurement> all = read("#/a", "#/b");
        assertThat(all).extracting(Measurement::quality).containsExactly(Quality.GOOD, Quality.BAD_ADDRESS_UNKNOWN);
        assertThat(context.remarks()).containsOnlyKeys("#/b");
        assertThat(context.remarks().get("#/b"))
                .isEqualTo("nothing at #/b: the document is an object with 1 member without 'b'");
        device.has("/status", "{\"a\":1,\"b\":2}");
        assertThat(read("#/a", "#/b")).extracting(Measurement::quality).containsOnly(Quality.GOOD);
        assertThat(context.remarks()).isEmpty();
    }

    @Test
    void addressThatIsNoneIsBadForItsPointAlone() throws Exception {
        device.has("/status", "{\"a\":1}");
        assertThat(read("a", "#/a"))
                .extracting(Measurement::quality)
                .containsExactly(Quality.BAD_ADDRESS_UNKNOWN, Quality.GOOD);
    }

    @ParameterizedTest
    @CsvSource({
        "401, BAD_CONFIGURATION, '401 (unauthorised); look at user, password'",
        "403, BAD_CONFIGURATION, '403 (forbidden)'",
        "404, BAD_ADDRESS_UNKNOWN, '404 (not found); look at the path'",
        "405, BAD_CONFIGURATION, '405 (method not allowed)'",
        "429, BAD_OUT_OF_SERVICE, '429 (too many requests); ask less often'",
        "500, BAD_DEVICE_FAILURE, '500 (internal error)'",
        "503, BAD_OUT_OF_SERVICE, '503 (unavailable)'",
        "304, BAD_CONFIGURATION, '304'"
    })
    void statusThatIsNoSuccessIsBadForItsPathAloneAndSaysWhat(int status, Quality quality, String told)
            throws Exception {
        device.has("/status", "{\"a\":1}");
        device.refuses("/bad", status);
        List<Measurement> all = read("/bad#/a", "#/a", "/bad#/b");
        assertThat(all).extracting(Measurement::quality).containsExactly(quality, Quality.GOOD, quality);
        assertThat(context.remarks()).containsOnlyKeys("/bad");
        assertThat(context.remarks().get("/bad")).contains(told);
    }

    @Test
    void answerThatIsNoJsonSaysWhereAndIsBadForItsPathAlone() throws Exception {
        device.has("/status", "{\"a\":1}");
        device.has("/page", "<html>");
        device.has("/half", "{\"a\":1,");
        device.has("/large", "[" + " ".repeat(HttpJsonDriver.MOST_BYTES) + "]");
        assertThat(read("/page#/a", "/half#/a", "/large#/0", "#/a"))
                .extracting(Measurement::quality)
                .containsExactly(
                        Quality.BAD_COMMUNICATION, Quality.BAD_COMMUNICATION, Quality.BAD_COMMUNICATION, Quality.GOOD);
        assertThat(context.remarks().get("/page")).contains("no JSON at line 1, column 1");
        assertThat(context.remarks().get("/half")).contains("no JSON at line 1");
        assertThat(context.remarks().get("/large")).contains("answer of 1048578 bytes; at most 1048576 are read");
    }

    @Test
    void pathThatNeverAnswersIsBadForItselfAlone() throws Exception {
        driver.close();
        open("/status", Duration.ofSeconds(2));
        device.has("/status", "{\"a\":1}");
        device.ignores("/slow");
        assertThat(read("/slow#/a", "#/a"))
                .extracting(Measurement::quality)
                .containsExactly(Quality.BAD_TIMEOUT, Quality.GOOD);
        assertThat(context.remarks().get("/slow")).contains("gave no whole answer within 2000 ms");
    }

    @Test
    void deviceIsLostWhenNothingOfItAnswersAndTheRestIsNotWaitedFor() throws Exception {
        driver.close();
        open("/status", Duration.ofMillis(500));
        device.ignores("/status");
        device.ignores("/other");
        device.ignores("/third");
        assertThat(failureOf("#/a").reason()).isEqualTo(Reason.TIMEOUT);
        device.requests.clear();
        assertThat(failureOf("#/a", "/other#/a", "/third#/a")).hasMessageContaining("/other");
        assertThat(device.requests).doesNotContain("/third");
    }

    @Test
    void interruptEndsAReadingAlsoWhereAPathHasAnswered() throws Exception {
        device.has("/status", "{\"a\":1}");
        device.ignores("/slow");
        FutureTask<Reason> reading =
                new FutureTask<>(() -> failureOf("#/a", "/slow#/a").reason());
        Thread thread = new Thread(reading, "reading");
        thread.start();
        assertThat(device.askedInVain.await(20, TimeUnit.SECONDS)).isTrue();
        thread.interrupt();
        assertThat(reading.get(20, TimeUnit.SECONDS)).isEqualTo(Reason.TIMEOUT);
        thread.join();
    }

    @Test
    void deviceThatIsGoneIsUnreachable() {
        device.close();
        assertThat(failureOf("#/a").reason()).isEqualTo(Reason.UNREACHABLE);
    }
}
