package io.fieldpost.agent.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.agent.StreamName;
import io.fieldpost.agent.status.DestinationStatus.State;
import io.fieldpost.agent.store.Loss;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PublishRunnerTest {
    private final PublishBench<MemoryStore> bench = PublishBench.withWindow(4);

    @Test
    void recordsAreSettledOnlyWhenTheBrokerAcknowledgesThem() throws Exception {
        bench.append(StreamName.DATA, 3);
        bench.openConnection();
        assertThat(bench.sentSequences()).containsExactly(1L, 2L, 3L);
        assertThat(bench.firstUnsettled()).isEqualTo(1);
        bench.answer(Acknowledgement.SUCCESS);
        assertThat(bench.firstUnsettled()).isEqualTo(4);
        assertThat(bench.runner.status().acknowledged()).isEqualTo(3);
        assertThat(bench.runner.status().backlog()).isZero();
    }

    @Test
    void birthComesFirstAndTheWillSpeaksOfTheSameConnection() throws Exception {
        bench.append(StreamName.DATA, 1);
        bench.connect();
        FakeConnection.Sent birth = bench.connection().sent.get(0);
        assertThat(birth.message().topic()).isEqualTo("fieldpost/v1/changan/line-3/dg-0007/status");
        assertThat(birth.message().retained()).isTrue();
        GatewayStatus online = GatewayStatus.fromJson(birth.message().content().payload());
        GatewayStatus lost =
                GatewayStatus.fromJson(bench.connection().will.content().payload());
        assertThat(online.state()).isEqualTo(GatewayStatus.State.ONLINE);
        assertThat(lost.state()).isEqualTo(GatewayStatus.State.LOST);
        assertThat(lost.connection()).isEqualTo(online.connection());
    }

    @Test
    void noMoreThanTheWindowAndLessThanTheBrokersMaximumIsUnderWay() throws Exception {
        bench.append(StreamName.DATA, 50);
        bench.openConnection();
        assertThat(bench.connection().sent).hasSize(4);
        bench.connection().end(ConnectionFailure.unreachable("gone"));
        bench.step();
        bench.advance(Duration.ofSeconds(2));
        bench.step();
        bench.connection().receiveMaximum = 3;
        bench.connection().open();
        bench.step();
        assertThat(bench.connection().sent).hasSize(2);
    }

    @Test
    void whatWasNotAcknowledgedIsSentFirstOnTheNextConnection() throws Exception {
        bench.append(StreamName.DATA, 6);
        bench.openConnection();
        bench.connection()
                .answers
                .add(new Acknowledgement(bench.connection().sent.get(0).ticket(), Acknowledgement.SUCCESS));
        bench.step();
        bench.connection().end(ConnectionFailure.unreachable("gone"));
        bench.step();
        assertThat(bench.runner.status().state()).isEqualTo(State.WAITING);
        assertThat(bench.runner.status().detail()).isEqualTo("gone");
        bench.advance(Duration.ofSeconds(2));
        bench.openConnection();
        assertThat(bench.sentSequences()).containsExactly(2L, 3L, 4L, 5L);
    }

    @Test
    void anAcknowledgementThatNobodySubscribesLeavesTheRecordAndTriesItAloneLater() throws Exception {
        bench.append(StreamName.DATA, 3);
        bench.openConnection();
        bench.answer(Acknowledgement.NO_MATCHING_SUBSCRIBERS);
        assertThat(bench.runner.status().unreceived()).isEqualTo(3);
        assertThat(bench.runner.status().detail()).contains("nobody subscribes").contains("dg-0007/data");
        assertThat(bench.firstUnsettled()).isEqualTo(1);
        assertThat(bench.connection().sent).isEmpty();
        bench.advance(Duration.ofSeconds(1));
        bench.step();
        assertThat(bench.sentSequences()).containsExactly(1L);
        bench.answer(Acknowledgement.SUCCESS);
        bench.step();
        assertThat(bench.sentSequences()).containsExactly(2L, 3L);
        bench.answer(Acknowledgement.SUCCESS);
        assertThat(bench.runner.status().detail()).isEmpty();
        assertThat(bench.firstUnsettled()).isEqualTo(4);
    }

    @Test
    void aRecordThatWasKeptBehindOneThatWasNotIsNotSentAgain() throws Exception {
        bench.append(StreamName.DATA, 3);
        bench.openConnection();
        List<FakeConnection.Sent> sent = List.copyOf(bench.connection().sent);
        bench.connection().sent.clear();
        bench.connection().answers.add(new Acknowledgement(sent.get(0).ticket(), 0x97));
        bench.connection().answers.add(new Acknowledgement(sent.get(1).ticket(), Acknowledgement.SUCCESS));
        bench.connection().answers.add(new Acknowledgement(sent.get(2).ticket(), 0x97));
        bench.step();
        bench.advance(Duration.ofSeconds(1));
        bench.step();
        assertThat(bench.sentSequences()).containsExactly(1L);
        bench.answer(Acknowledgement.SUCCESS);
        bench.step();
        assertThat(bench.sentSequences()).containsExactly(3L);
    }

    @Test
    void anAlarmOvertakesABacklogOfDataAndBulkIsNotStarved() throws Exception {
        bench.append(StreamName.BULK, 2);
        bench.append(StreamName.DATA, 30);
        bench.append(StreamName.ALARM, 30);
        bench.openConnection();
        List<StreamName> order = new ArrayList<>();
        for (int round = 0; round < 4; round++) {
            bench.connection().sent.forEach(one -> order.add(PublishBench.streamOf(one)));
            bench.answer(Acknowledgement.SUCCESS);
        }
        assertThat(order.subList(0, 8)).containsOnly(StreamName.ALARM);
        assertThat(order.subList(8, 12)).containsOnly(StreamName.DATA);
        assertThat(order.get(12)).isEqualTo(StreamName.BULK);
    }

    @Test
    void aConnectionOnWhichNothingIsAcknowledgedIsThrownAway() throws Exception {
        bench.append(StreamName.DATA, 1);
        bench.openConnection();
        FakeConnection silent = bench.connection();
        bench.advance(Duration.ofSeconds(19));
        bench.step();
        assertThat(silent.discarded).isFalse();
        bench.advance(Duration.ofSeconds(1));
        bench.step();
        assertThat(silent.discarded).isTrue();
        assertThat(bench.runner.status().detail()).isEqualTo("mqtt://broker acknowledged nothing for 20 s");
        bench.advance(Duration.ofSeconds(2));
        bench.openConnection();
        assertThat(bench.connection()).isNotSameAs(silent);
        assertThat(bench.sentSequences()).containsExactly(1L);
    }

    @Test
    void aBrokerThatNeverAnswersTheConnectionIsGivenUp() throws Exception {
        bench.step();
        bench.advance(Duration.ofSeconds(25));
        bench.step();
        assertThat(bench.connection().discarded).isTrue();
        assertThat(bench.runner.status().state()).isEqualTo(State.WAITING);
    }

    @Test
    void reconnectsBecomeRarerButNeverRarerThanTenSeconds() throws Exception {
        List<Long> waits = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            bench.step();
            bench.connection().end(ConnectionFailure.unreachable("refused"));
            long wait = bench.step();
            waits.add(wait);
            bench.now += wait;
        }
        assertThat(waits.get(0)).isBetween(PublishBench.SECOND / 2, PublishBench.SECOND);
        assertThat(waits.get(2)).isBetween(2 * PublishBench.SECOND, 4 * PublishBench.SECOND);
        assertThat(waits).allMatch(wait -> wait <= 10 * PublishBench.SECOND);
        assertThat(waits.subList(5, 10)).allMatch(wait -> wait >= 5 * PublishBench.SECOND);
        assertThat(waits.subList(5, 10)).doesNotHaveDuplicates();
    }

    @Test
    void refusedCredentialsAreTriedOnceAMinuteInTheEnd() throws Exception {
        long wait = 0;
        for (int i = 0; i < 10; i++) {
            bench.step();
            bench.connection().end(ConnectionFailure.refused("no"));
            wait = bench.step();
            bench.now += wait;
        }
        assertThat(wait).isBetween(30 * PublishBench.SECOND, 60 * PublishBench.SECOND);
    }

    @Test
    void aRecordTooLargeForTheBrokerIsReportedAndDoesNotHoldTheStream() throws Exception {
        bench.append(StreamName.DATA, PublishBench.incompressible(20_000));
        bench.append(StreamName.DATA, 1);
        bench.step();
        bench.connection().maximumPacketSize = 5_000;
        bench.connection().open();
        bench.step();
        bench.connection().sent.remove(0);
        assertThat(bench.sentSequences()).containsExactly(2L);
        assertThat(bench.losses).singleElement().satisfies(loss -> {
            assertThat(loss.cause()).isEqualTo(Loss.Cause.TOO_LARGE);
            assertThat(loss.first()).isEqualTo(1);
            assertThat(loss.last()).isEqualTo(1);
        });
        assertThat(bench.firstUnsettled()).isEqualTo(2);
    }

    @Test
    void theMessageThatABrokerHangsUpForIsFoundReportedAndPassedOver() throws Exception {
        bench.append(StreamName.DATA, 1);
        bench.append(StreamName.DATA, PublishBench.incompressible(20_000));
        bench.append(StreamName.DATA, 1);
        for (int i = 0; i < 10 && bench.losses.isEmpty(); i++) {
            bench.advance(Duration.ofSeconds(10));
            bench.openConnection();
            while (!bench.connection().sent.isEmpty()
                    && bench.connection().sent.get(0).message().content().payload().length < 5_000) {
                bench.answerOne();
            }
            bench.connection().end(new ConnectionFailure(ConnectionFailure.Kind.TOO_LARGE, "too large"));
            bench.step();
        }
        assertThat(bench.losses)
                .singleElement()
                .satisfies(loss -> assertThat(loss.first()).isEqualTo(2));
        bench.advance(Duration.ofSeconds(10));
        bench.openConnection();
        assertThat(bench.sentSequences()).containsExactly(3L);
    }

    @Test
    void ofThoseOnTheirWayWhenTheBrokerHangsUpOnlyTheLargestIsPassedOver() throws Exception {
        bench.append(StreamName.DATA, PublishBench.incompressible(10_000));
        bench.append(StreamName.DATA, PublishBench.incompressible(20_000));
        bench.append(StreamName.DATA, 1);
        bench.openConnection();
        bench.connection().end(new ConnectionFailure(ConnectionFailure.Kind.TOO_LARGE, "too large"));
        bench.step();
        assertThat(bench.losses)
                .singleElement()
                .satisfies(loss -> assertThat(loss.first()).isEqualTo(2));
        assertThat(bench.runner.status().backlog()).isEqualTo(2);
    }

    @Test
    void aDamagedRecordIsReportedAndDoesNotHoldTheStream() throws Exception {
        bench.append(StreamName.DATA, new byte[3]);
        bench.append(StreamName.DATA, 1);
        bench.openConnection();
        assertThat(bench.sentSequences()).containsExactly(2L);
        assertThat(bench.losses)
                .singleElement()
                .satisfies(loss -> assertThat(loss.cause()).isEqualTo(Loss.Cause.DAMAGE));
    }

    @Test
    void stoppingTellsTheDeathAndLetsTheBrokerForgetTheWill() throws Exception {
        bench.openConnection();
        bench.runner.finish(100);
        assertThat(bench.connection().finished).isTrue();
        GatewayStatus death = GatewayStatus.fromJson(
                bench.connection().sent.get(0).message().content().payload());
        assertThat(death.state()).isEqualTo(GatewayStatus.State.STOPPED);
        assertThat(bench.runner.status().state()).isEqualTo(State.STOPPED);
    }
}
