package io.fieldpost.driver.mtconnect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Quality;
import io.fieldpost.driver.mtconnect.Follower.Rest;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How an agent's buffer is followed, one step after the other: what is told, and that nothing is told twice. */
class FollowerTest extends FollowedAgent {
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
    void countThatTheAgentsBufferDoesNotHoldIsNeverAskedFor() throws Exception {
        begin(1000, Optional.empty(), "x");
        move(2, 5);
        untilNothingIsLeft();
        assertThat(told()).containsExactly("1.0", "2.0", "3.0", "4.0", "5.0");
        assertThat(fake.requests()).contains("/sample?from=3&count=9");
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
