package io.fieldpost.driver.mtconnect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.Quality;
import io.fieldpost.driver.Value;
import io.fieldpost.driver.ValueType;
import io.fieldpost.driver.mtconnect.Follower.Rest;
import io.fieldpost.driver.testkit.ManualClock;
import io.fieldpost.driver.testkit.RecordingSink;
import io.fieldpost.driver.testkit.TestContext;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How an agent's buffer is followed, one step after the other: what is told, what is lost, and that nothing is told twice. */
class FollowerTest {
    private static final int BUFFER = 10;

    private FakeAgent fake;
    private TestContext context;
    private RecordingSink sink;
    private Agent agent;
    private Follower follower;

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
                java.net.URI.create(fake.url() + path),
                null,
                Duration.ofMillis(10),
                count,
                null,
                null,
                null,
                false,
                Duration.ofSeconds(20));
    }

    private void begin(Optional<Progress> remembered, String... addresses) throws Exception {
        begin(4, remembered, addresses);
    }

    private void begin(int count, Optional<Progress> remembered, String... addresses) throws Exception {
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

    private void untilNothingIsLeft() throws Exception {
        for (int steps = 0; steps < 100; steps++) {
            if (follower.step() == Rest.NOTHING) {
                return;
            }
        }
        throw new AssertionError("still not at rest after 100 steps: " + fake.requests());
    }

    private List<String> told() {
        return sink.snapshot().stream().map(FollowerTest::text).toList();
    }

    private static String text(Measurement each) {
        String value = each.value() instanceof Value.Real real
                ? Double.toString(real.value())
                : each.value() instanceof Value.Text text
                        ? text.value()
                        : each.value() instanceof Value.Record record
                                ? gap(record)
                                : each.quality().toString();
        return value + (each.historical() ? " historical" : "");
    }

    private static String gap(Value.Record record) {
        return ((Value.Text) record.fields().get("cause")).value() + " "
                + ((Value.Int) record.fields().get("first_sequence")).value()
                + (record.fields().get("last_sequence") instanceof Value.Int last ? " to " + last.value() : "");
    }

    private void move(int from, int to) {
        for (int i = from; i <= to; i++) {
            fake.sample("x", Integer.toString(i));
        }
    }

    @Test
    void currentComesFirstAndThenEverythingOnce() throws Exception {
        assertThat(told()).containsExactly("1.0", "READY");
        assertThat(follower.step()).isEqualTo(Rest.NOTHING);
        fake.sample("x", "2");
        fake.sample("other", "77");
        fake.event("mode", "ACTIVE");
        move(3, 8);
        assertThat(follower.step()).isEqualTo(Rest.LIVE);
        untilNothingIsLeft();
        assertThat(told()).containsExactly("1.0", "READY", "2.0", "ACTIVE", "3.0", "4.0", "5.0", "6.0", "7.0", "8.0");
        assertThat(follower.progress()).isEqualTo(new Progress(1, 12));
        assertThat(context.remarks()).isEmpty();
        assertThat(fake.requests()).startsWith("/current", "/sample?from=3&count=4", "/sample?from=3&count=4");
    }

    @Test
    void timeIsTheMachinesAndArrivalTheGateways() {
        Measurement first = sink.snapshot().get(0);
        assertThat(first.sourceTime()).isEqualTo(Instant.parse("2026-11-27T10:00:00.000001Z"));
        assertThat(first.receivedTime()).isEqualTo(context.clock().instant());
    }

    @Test
    void bufferThatRanOverIsAGapOfKnownLengthAndTheRestIsFilled() throws Exception {
        move(2, 21); // Sequences 3 to 22, of which the agent keeps 13 to 22.
        untilNothingIsLeft();
        assertThat(told())
                .containsExactly(
                        "1.0",
                        "READY",
                        "READY",
                        "21.0",
                        "overrun 3 to 12",
                        "12.0 historical",
                        "13.0 historical",
                        "14.0 historical",
                        "15.0 historical",
                        "16.0 historical",
                        "17.0 historical",
                        "18.0 historical",
                        "19.0 historical",
                        "20.0 historical");
        assertThat(context.remarks().get("url"))
                .contains("1 gap with 10 observations that are known to be lost")
                .contains("the agent's buffer ran over");
        assertThat(follower.progress()).isEqualTo(new Progress(1, 23));
    }

    @Test
    void errorOfANewerAgentIsReadWhateverItsStatus() throws Exception {
        fake.answersErrorsWith(404);
        move(2, 21);
        untilNothingIsLeft();
        assertThat(told()).contains("overrun 3 to 12");
    }

    @Test
    void agentThatLeavesOutWhatItNoLongerHasIsSeenThrough() throws Exception {
        fake.skipsSilently();
        move(2, 21);
        untilNothingIsLeft();
        assertThat(told())
                .startsWith("1.0", "READY", "overrun 3 to 12", "12.0", "13.0")
                .endsWith("20.0", "21.0");
    }

    @Test
    void agentThatWasStartedAnewIsAGapOfUnknownLengthAndGoesOnWithWhatIsCurrent() throws Exception {
        move(2, 5);
        untilNothingIsLeft();
        fake.restart();
        fake.sample("x", "UNAVAILABLE");
        fake.event("mode", "UNAVAILABLE");
        untilNothingIsLeft();
        fake.sample("x", "9");
        untilNothingIsLeft();
        assertThat(told()).endsWith("5.0", "BAD_NOT_CONNECTED", "BAD_NOT_CONNECTED", "restarted 7", "9.0");
        assertThat(context.remarks().get("url")).contains("the agent was started anew");
    }

    @Test
    void agentThatWasStartedAnewAndHasGoneFurtherIsToldByItsInstanceAlone() throws Exception {
        fake.restart();
        move(1, 9);
        fake.event("mode", "READY");
        untilNothingIsLeft();
        assertThat(told()).containsExactly("1.0", "READY", "9.0", "READY", "restarted 3");
    }

    @Test
    void agentThatCountsBackwardsWithoutANewInstanceIsToldSo() throws Exception {
        fake.forget();
        fake.sample("x", "7");
        untilNothingIsLeft();
        // The agent does not know the mode any more.
        assertThat(told()).containsExactly("1.0", "READY", "BAD_ADDRESS_UNKNOWN", "7.0", "went_back 3");
    }

    @Test
    void agentThatCountsBackwardsAndAnswersAllTheSameIsSeenThrough() throws Exception {
        fake.skipsSilently();
        fake.forget();
        fake.sample("x", "7");
        untilNothingIsLeft();
        assertThat(told()).containsExactly("1.0", "READY", "BAD_ADDRESS_UNKNOWN", "7.0", "went_back 3");
    }

    @Test
    void countThatTheAgentsBufferDoesNotHoldIsNeverAskedFor() throws Exception {
        begin(1000, Optional.empty(), "x");
        move(2, 5);
        untilNothingIsLeft();
        assertThat(told()).containsExactly("1.0", "2.0", "3.0", "4.0", "5.0");
        assertThat(fake.requests()).contains("/sample?from=3&count=9");
    }

    @Test
    void whatAnInterruptionKeptAwayIsFilledOnce() throws Exception {
        move(2, 6); // Sequences 3 to 7.
        begin(Optional.of(new Progress(1, 4)), "x", "mode");
        fake.sample("x", "7");
        assertThat(follower.progress()).isEqualTo(new Progress(1, 4));
        untilNothingIsLeft();
        assertThat(told()).containsExactly("READY", "6.0", "7.0", "3.0 historical", "4.0 historical", "5.0 historical");
        assertThat(follower.progress()).isEqualTo(new Progress(1, 9));
        assertThat(context.remarks()).isEmpty();
    }

    @Test
    void whatTheBufferLostWhileNobodyAskedIsAGap() throws Exception {
        move(2, 21);
        begin(Optional.of(new Progress(1, 5)), "x");
        untilNothingIsLeft();
        assertThat(told())
                .startsWith("21.0", "overrun 5 to 12", "12.0 historical")
                .endsWith("20.0 historical");
        begin(Optional.of(new Progress(0, 5)), "x");
        untilNothingIsLeft();
        assertThat(told()).containsExactly("21.0", "restarted 5");
        begin(Optional.of(new Progress(1, 500)), "x");
        untilNothingIsLeft();
        assertThat(told()).containsExactly("21.0", "went_back 500");
    }

    @Test
    void bufferThatRunsOverWhatIsBeingFilledIsAGapToo() throws Exception {
        move(2, 11); // Sequences 3 to 12.
        begin(Optional.of(new Progress(1, 3)), "x");
        assertThat(follower.step()).isEqualTo(Rest.MISSING); // 3 to 6
        move(12, 16); // 13 to 17: the agent has 8 to 17.
        assertThat(follower.step()).isEqualTo(Rest.LIVE);
        move(17, 17); // 18: the agent has 9 to 18.
        untilNothingIsLeft();
        assertThat(told())
                .containsExactly(
                        "11.0",
                        "2.0 historical",
                        "3.0 historical",
                        "4.0 historical",
                        "5.0 historical",
                        "12.0",
                        "13.0",
                        "14.0",
                        "15.0",
                        "16.0",
                        "17.0",
                        "overrun 7 to 8",
                        "8.0 historical",
                        "9.0 historical",
                        "10.0 historical");
    }

    @Test
    void whatIsBeingFilledWhenTheAgentIsStartedAnewIsAGapToo() throws Exception {
        move(2, 11); // Sequences 3 to 12.
        begin(Optional.of(new Progress(1, 3)), "x");
        assertThat(follower.step()).isEqualTo(Rest.MISSING); // 3 to 6
        fake.restart();
        fake.sample("x", "1");
        untilNothingIsLeft();
        assertThat(told())
                .containsExactly(
                        "11.0",
                        "2.0 historical",
                        "3.0 historical",
                        "4.0 historical",
                        "5.0 historical",
                        "restarted 7 to 12",
                        "1.0",
                        "restarted 13");
    }

    @Test
    void agentThatRefusesWhatItSaysItHasIsGivenUp() throws Exception {
        fake.refusesAllSamples();
        untilNothingIsLeft(); // Nothing is new: some agents refuse that.
        fake.sample("x", "2");
        DriverException failure = catchThrowableOfType(DriverException.class, () -> {
            for (int i = 0; i < 10; i++) {
                follower.step();
            }
        });
        assertThat(failure.reason()).isEqualTo(Reason.PROTOCOL);
        assertThat(failure).hasMessageContaining("refuses sequence 3 as out of range, although it has 1 to 3");
    }

    @Test
    void sequencesThatLieNeitherRepeatNorHang() throws Exception {
        fake.lies(document -> document.replaceAll("nextSequence=\"\\d+\"", "nextSequence=\"1\""));
        move(2, 4);
        untilNothingIsLeft();
        move(5, 5);
        untilNothingIsLeft();
        assertThat(told()).containsExactly("1.0", "READY", "2.0", "3.0", "4.0", "5.0");
        fake.lies(document -> document.replaceAll("nextSequence=\"\\d+\"", "nextSequence=\"99999\""));
        move(6, 6);
        untilNothingIsLeft();
        fake.lies(document -> document);
        move(7, 7);
        untilNothingIsLeft();
        assertThat(told()).endsWith("5.0", "6.0", "7.0");
    }

    @Test
    void sequenceFromNowhereHealsWithAGap() throws Exception {
        fake.lies(document -> document.replaceAll(" sequence=\"\\d+\"", " sequence=\"123456789012345\""));
        move(2, 2);
        follower.step();
        fake.lies(document -> document);
        move(3, 3);
        untilNothingIsLeft();
        assertThat(told()).endsWith("READY", "3.0", "went_back 123456789012346");
    }

    @Test
    void answersThatAreNoDocumentsEndTheSessionWithOneMessage() throws Exception {
        for (String[] lie : new String[][] {
            {"<html>busy</html>", "a document 'html', where MTConnectStreams is expected"},
            {"<MTConnectStreams><Streams/></MTConnectStreams>", "no Header in the document"},
            {
                "<MTConnectStreams><Header instanceId=\"1\" nextSequence=\"-2\"/></MTConnectStreams>",
                "no number in Header/@"
            },
            {"<MTConnectStreams><Header", "no XML"},
            {"", "no XML"},
            {
                "<MTConnectError><Errors><Error errorCode=\"UNSUPPORTED\">no</Error></Errors></MTConnectError>",
                "the agent refuses: UNSUPPORTED: no"
            },
            {"<MTConnectError/>", "the agent refuses: without saying why"}
        }) {
            fake.lies(document -> lie[0]);
            DriverException failure = catchThrowableOfType(DriverException.class, follower::step);
            assertThat(failure).as(lie[0]).isNotNull();
            assertThat(failure).hasMessageContaining(lie[1]);
        }
    }

    @Test
    void itemsAreFoundByIdThenByName() throws Exception {
        fake.sample("n_y", "5"); // An id that looks like the name of another.
        fake.sample("y", "6");
        begin(Optional.empty(), "n_x", "n_y", "y");
        assertThat(sink.snapshot())
                .extracting(each -> each.point().name() + "=" + text(each))
                .containsExactly("n_x=1.0", "n_y=5.0", "y=6.0");
    }

    @Test
    void unknownAndAmbiguousItemsAreBadForTheirPointsAlone() throws Exception {
        fake.xml("Events", "a", "<Line dataItemId=\"a\" name=\"line\" %s>1</Line>");
        fake.xml("Events", "b", "<Line dataItemId=\"b\" name=\"line\" %s>2</Line>");
        begin(Optional.empty(), "x", "z", "line", "b as int", "no item");
        assertThat(sink.snapshot())
                .extracting(each -> each.point().name() + " " + each.quality())
                .containsExactlyInAnyOrder(
                        "x GOOD",
                        "b as int GOOD",
                        "z BAD_ADDRESS_UNKNOWN",
                        "line BAD_ADDRESS_UNKNOWN",
                        "no item BAD_ADDRESS_UNKNOWN");
        assertThat(context.remarks().get("z"))
                .startsWith("the agent has no data item 'z'; it has others, such as mode");
        assertThat(context.remarks().get("line")).contains("stands for several data items: a, b");
        assertThat(context.remarks()).containsOnlyKeys("z", "line", "no item");
    }

    @Test
    void deviceThatTheAgentDoesNotHaveIsRefusedInItsWords() {
        try (Agent other = new Agent(settings(fake, "/gone/", 4))) {
            DriverException failure =
                    catchThrowableOfType(DriverException.class, () -> other.current((id, name) -> true));
            assertThat(failure.reason()).isEqualTo(Reason.REFUSED);
            assertThat(failure).hasMessageContaining("NO_DEVICE: Could not find the device 'gone'; look at 'device'");
        }
    }

    @Test
    void timestampThatIsNoneIsToldAndTheArrivalCounts() throws Exception {
        fake.xml("Samples", "x", "<Position dataItemId=\"x\" sequence=\"3\" timestamp=\"yesterday\">4</Position>");
        untilNothingIsLeft();
        Measurement last = sink.snapshot().get(2);
        assertThat(last.sourceTime()).isEqualTo(context.clock().instant());
        assertThat(last.quality()).isEqualTo(Quality.GOOD);
        assertThat(context.remarks().get("x")).contains("its timestamp is none");
    }
}
