package io.fieldpost.driver.mtconnect;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.driver.mtconnect.Follower.Rest;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is lost is told with its sequences, and what the agent still has is filled, each once. */
class FollowerGapsTest extends FollowedAgent {
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
                        "overrun 7 to 10",
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
}
