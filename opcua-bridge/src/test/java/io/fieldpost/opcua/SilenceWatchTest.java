package io.fieldpost.opcua;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SilenceWatchTest {
    private static final long MS = 1_000_000;
    private static final long SILENCE = 5_000 * MS;

    private final SilenceWatch watch = new SilenceWatch(3_000 * MS, 0);

    @Test
    void subscriptionThatSpeaksInTimeIsFine() {
        watch.heard(4_000 * MS);
        assertThat(watch.complaint(SILENCE, 9_000 * MS)).isEmpty();
    }

    @Test
    void subscriptionThatIsSilentBeyondItsDueIsNot() {
        watch.heard(4_000 * MS);
        assertThat(watch.complaint(SILENCE, 9_001 * MS))
                .isEqualTo("the subscription sent neither values nor keep-alives for 5001 ms");
    }

    @Test
    void subscriptionIsNotJudgedWhileTheServerMakesItemsAndHasAfterwardsWhatWasLeftOfItsDue() {
        watch.heard(1_000 * MS);
        watch.itemsAsked(3_000 * MS);
        assertThat(watch.complaint(SILENCE, 60_000 * MS)).isEmpty();
        watch.itemsAnswered(63_000 * MS);
        assertThat(watch.complaint(SILENCE, 66_000 * MS)).isEmpty();
        assertThat(watch.complaint(SILENCE, 66_001 * MS)).contains("for 5001 ms");
    }

    @Test
    void subscriptionThatSpokeWhileTheServerMadeItemsHasItsFullDueAfterTheLastOfThem() {
        watch.itemsAsked(1_000 * MS);
        watch.itemsAsked(2_000 * MS);
        watch.heard(8_000 * MS);
        watch.itemsAnswered(9_000 * MS);
        assertThat(watch.complaint(SILENCE, 19_000 * MS)).isEmpty();
        watch.itemsAnswered(20_000 * MS);
        assertThat(watch.complaint(SILENCE, 25_000 * MS)).isEmpty();
        assertThat(watch.complaint(SILENCE, 25_001 * MS)).isNotEmpty();
    }

    @Test
    void askingForItemsAgainAndAgainDoesNotHideASilentSubscription() {
        for (long second = 1; second <= 5; second++) {
            watch.itemsAsked(second * 1_000 * MS);
            watch.itemsAnswered((second * 1_000 + 100) * MS);
        }
        assertThat(watch.complaint(SILENCE, 5_501 * MS)).contains("for 5001 ms");
    }

    @Test
    void serverThatDoesNotAnswerForItemsIsNotGivenTheTimeOfTheNextCall() {
        watch.heard(1_000 * MS);
        watch.itemsAsked(1_000 * MS);
        watch.itemsNotAnswered();
        watch.itemsAsked(5_000 * MS);
        assertThat(watch.complaint(SILENCE, 6_000 * MS)).isEmpty();
        assertThat(watch.complaint(SILENCE, 6_001 * MS)).contains("for 5001 ms");
        watch.heard(6_002 * MS);
        assertThat(watch.complaint(SILENCE, 60_000 * MS)).isEmpty();
    }

    @Test
    void sessionThatStaysAwayIsGivenUpAlsoWhileItemsAreAskedFor() {
        watch.itemsAsked(500 * MS);
        watch.sessionInactive(1_000 * MS);
        assertThat(watch.complaint(SILENCE, 4_001 * MS)).contains("did not come back");
    }

    @Test
    void sessionThatComesBackInTimeHasAFullPeriodToSpeak() {
        watch.sessionInactive(1_000 * MS);
        assertThat(watch.complaint(SILENCE, 4_000 * MS)).isEmpty();
        watch.sessionActive(4_000 * MS);
        assertThat(watch.complaint(SILENCE, 9_000 * MS)).isEmpty();
    }

    @Test
    void sessionThatStaysAwayIsGivenUpHoweverOftenItIsToldToBeAway() {
        watch.sessionInactive(1_000 * MS);
        watch.sessionInactive(3_500 * MS);
        assertThat(watch.complaint(SILENCE, 4_001 * MS)).isEqualTo("the session did not come back within 3001 ms");
    }

    @Test
    void sessionThatIsRepairedAgainAndAgainWithoutAWordOfItsSubscriptionIsGivenUp() {
        for (long second = 1; second <= 13; second++) {
            watch.sessionInactive(second * 1_000 * MS);
            watch.sessionActive(second * 1_000 * MS);
            assertThat(watch.complaint(SILENCE, second * 1_000 * MS)).isEmpty();
        }
        assertThat(watch.complaint(SILENCE, 13_001 * MS)).contains("for 13001 ms");
    }
}
