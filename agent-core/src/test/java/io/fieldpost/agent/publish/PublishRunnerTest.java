package io.fieldpost.agent.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.agent.StreamName;
import io.fieldpost.agent.Wake;
import io.fieldpost.agent.status.DestinationStatus.State;
import io.fieldpost.agent.store.ClockState;
import io.fieldpost.agent.store.Loss;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PublishRunnerTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private Instant wallClock = Samples.TIME;
    private final MemoryStore store = new MemoryStore(() -> wallClock);
    private final List<FakeConnection> connections = new ArrayList<>();
    private final List<Loss> losses = new ArrayList<>();
    private final JsonProfileReader reader = new JsonProfileReader();
    private final PublishRunner runner = new PublishRunner(
            new Publication("city", URI.create("mqtt://broker"), Samples.GATEWAY, "1.2.3", 4),
            store,
            Samples::decode,
            new JsonProfile(Samples.GATEWAY),
            (will, wake) -> {
                connections.add(new FakeConnection(will));
                return connection();
            },
            losses::add,
            () -> wallClock,
            new Random(1),
            new Wake());
    private long now = 1_000 * SECOND;

    @Test
    void recordsAreSettledOnlyWhenTheBrokerAcknowledgesThem() throws Exception {
        append(StreamName.DATA, 3);
        openConnection();
        assertThat(sentSequences()).containsExactly(1L, 2L, 3L);
        assertThat(store.firstUnsettled("city", StreamName.DATA)).isEqualTo(1);
        answer(Acknowledgement.SUCCESS);
        assertThat(store.firstUnsettled("city", StreamName.DATA)).isEqualTo(4);
        assertThat(runner.status().acknowledged()).isEqualTo(3);
        assertThat(runner.status().backlog()).isZero();
    }

    @Test
    void birthComesFirstAndTheWillSpeaksOfTheSameConnection() throws Exception {
        append(StreamName.DATA, 1);
        connect();
        FakeConnection.Sent birth = connection().sent.get(0);
        assertThat(birth.message().topic()).isEqualTo("fieldpost/v1/changan/line-3/dg-0007/status");
        assertThat(birth.message().retained()).isTrue();
        GatewayStatus online = GatewayStatus.fromJson(birth.message().content().payload());
        GatewayStatus lost = GatewayStatus.fromJson(connection().will.content().payload());
        assertThat(online.state()).isEqualTo(GatewayStatus.State.ONLINE);
        assertThat(lost.state()).isEqualTo(GatewayStatus.State.LOST);
        assertThat(lost.connection()).isEqualTo(online.connection());
    }

    @Test
    void noMoreThanTheWindowAndLessThanTheBrokersMaximumIsUnderWay() throws Exception {
        append(StreamName.DATA, 50);
        openConnection();
        assertThat(connection().sent).hasSize(4);
        connection().end(ConnectionFailure.unreachable("gone"));
        step();
        advance(Duration.ofSeconds(2));
        step();
        connection().receiveMaximum = 3;
        connection().open();
        step();
        assertThat(connection().sent).hasSize(2);
    }

    @Test
    void whatWasNotAcknowledgedIsSentFirstOnTheNextConnection() throws Exception {
        append(StreamName.DATA, 6);
        openConnection();
        connection().answers.add(new Acknowledgement(connection().sent.get(0).ticket(), Acknowledgement.SUCCESS));
        step();
        connection().end(ConnectionFailure.unreachable("gone"));
        step();
        assertThat(runner.status().state()).isEqualTo(State.WAITING);
        assertThat(runner.status().detail()).isEqualTo("gone");
        advance(Duration.ofSeconds(2));
        openConnection();
        assertThat(sentSequences()).containsExactly(2L, 3L, 4L, 5L);
    }

    @Test
    void anAcknowledgementThatNobodySubscribesLeavesTheRecordAndTriesItAloneLater() throws Exception {
        append(StreamName.DATA, 3);
        openConnection();
        answer(Acknowledgement.NO_MATCHING_SUBSCRIBERS);
        assertThat(runner.status().unreceived()).isEqualTo(3);
        assertThat(runner.status().detail()).contains("nobody subscribes").contains("dg-0007/data");
        assertThat(store.firstUnsettled("city", StreamName.DATA)).isEqualTo(1);
        assertThat(connection().sent).isEmpty();
        advance(Duration.ofSeconds(1));
        step();
        assertThat(sentSequences()).containsExactly(1L);
        answer(Acknowledgement.SUCCESS);
        step();
        assertThat(sentSequences()).containsExactly(2L, 3L);
        answer(Acknowledgement.SUCCESS);
        assertThat(runner.status().detail()).isEmpty();
        assertThat(store.firstUnsettled("city", StreamName.DATA)).isEqualTo(4);
    }

    @Test
    void aRecordThatWasKeptBehindOneThatWasNotIsNotSentAgain() throws Exception {
        append(StreamName.DATA, 3);
        openConnection();
        List<FakeConnection.Sent> sent = List.copyOf(connection().sent);
        connection().sent.clear();
        connection().answers.add(new Acknowledgement(sent.get(0).ticket(), 0x97));
        connection().answers.add(new Acknowledgement(sent.get(1).ticket(), Acknowledgement.SUCCESS));
        connection().answers.add(new Acknowledgement(sent.get(2).ticket(), 0x97));
        step();
        advance(Duration.ofSeconds(1));
        step();
        assertThat(sentSequences()).containsExactly(1L);
        answer(Acknowledgement.SUCCESS);
        step();
        assertThat(sentSequences()).containsExactly(3L);
    }

    @Test
    void anAlarmOvertakesABacklogOfDataAndBulkIsNotStarved() throws Exception {
        append(StreamName.BULK, 2);
        append(StreamName.DATA, 30);
        append(StreamName.ALARM, 30);
        openConnection();
        List<StreamName> order = new ArrayList<>();
        for (int round = 0; round < 4; round++) {
            connection().sent.forEach(one -> order.add(streamOf(one)));
            answer(Acknowledgement.SUCCESS);
        }
        assertThat(order.subList(0, 8)).containsOnly(StreamName.ALARM);
        assertThat(order.subList(8, 12)).containsOnly(StreamName.DATA);
        assertThat(order.get(12)).isEqualTo(StreamName.BULK);
    }

    @Test
    void aConnectionOnWhichNothingIsAcknowledgedIsThrownAway() throws Exception {
        append(StreamName.DATA, 1);
        openConnection();
        FakeConnection silent = connection();
        advance(Duration.ofSeconds(19));
        step();
        assertThat(silent.discarded).isFalse();
        advance(Duration.ofSeconds(1));
        step();
        assertThat(silent.discarded).isTrue();
        assertThat(runner.status().detail()).isEqualTo("mqtt://broker acknowledged nothing for 20 s");
        advance(Duration.ofSeconds(2));
        openConnection();
        assertThat(connection()).isNotSameAs(silent);
        assertThat(sentSequences()).containsExactly(1L);
    }

    @Test
    void aBrokerThatNeverAnswersTheConnectionIsGivenUp() throws Exception {
        step();
        advance(Duration.ofSeconds(25));
        step();
        assertThat(connection().discarded).isTrue();
        assertThat(runner.status().state()).isEqualTo(State.WAITING);
    }

    @Test
    void reconnectsBecomeRarerButNeverRarerThanTenSeconds() throws Exception {
        List<Long> waits = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            step();
            connection().end(ConnectionFailure.unreachable("refused"));
            long wait = step();
            waits.add(wait);
            now += wait;
        }
        assertThat(waits.get(0)).isBetween(SECOND / 2, SECOND);
        assertThat(waits.get(2)).isBetween(2 * SECOND, 4 * SECOND);
        assertThat(waits).allMatch(wait -> wait <= 10 * SECOND);
        assertThat(waits.subList(5, 10)).allMatch(wait -> wait >= 5 * SECOND);
        assertThat(waits.subList(5, 10)).doesNotHaveDuplicates();
    }

    @Test
    void refusedCredentialsAreTriedOnceAMinuteInTheEnd() throws Exception {
        long wait = 0;
        for (int i = 0; i < 10; i++) {
            step();
            connection().end(ConnectionFailure.refused("no"));
            wait = step();
            now += wait;
        }
        assertThat(wait).isBetween(30 * SECOND, 60 * SECOND);
    }

    @Test
    void aRecordTooLargeForTheBrokerIsReportedAndDoesNotHoldTheStream() throws Exception {
        store.append(StreamName.DATA, incompressible(20_000), 1, ClockState.UNKNOWN);
        append(StreamName.DATA, 1);
        step();
        connection().maximumPacketSize = 5_000;
        connection().open();
        step();
        connection().sent.remove(0);
        assertThat(sentSequences()).containsExactly(2L);
        assertThat(losses).singleElement().satisfies(loss -> {
            assertThat(loss.cause()).isEqualTo(Loss.Cause.TOO_LARGE);
            assertThat(loss.first()).isEqualTo(1);
            assertThat(loss.last()).isEqualTo(1);
        });
        assertThat(store.firstUnsettled("city", StreamName.DATA)).isEqualTo(2);
    }

    @Test
    void theMessageThatABrokerHangsUpForIsFoundReportedAndPassedOver() throws Exception {
        append(StreamName.DATA, 1);
        store.append(StreamName.DATA, incompressible(20_000), 1, ClockState.UNKNOWN);
        append(StreamName.DATA, 1);
        for (int i = 0; i < 10 && losses.isEmpty(); i++) {
            advance(Duration.ofSeconds(10));
            openConnection();
            while (!connection().sent.isEmpty()
                    && connection().sent.get(0).message().content().payload().length < 5_000) {
                answerOne();
            }
            connection().end(new ConnectionFailure(ConnectionFailure.Kind.TOO_LARGE, "too large"));
            step();
        }
        assertThat(losses)
                .singleElement()
                .satisfies(loss -> assertThat(loss.first()).isEqualTo(2));
        advance(Duration.ofSeconds(10));
        openConnection();
        assertThat(sentSequences()).containsExactly(3L);
    }

    @Test
    void aDamagedRecordIsReportedAndDoesNotHoldTheStream() throws Exception {
        store.append(StreamName.DATA, new byte[3], 1, ClockState.UNKNOWN);
        append(StreamName.DATA, 1);
        openConnection();
        assertThat(sentSequences()).containsExactly(2L);
        assertThat(losses)
                .singleElement()
                .satisfies(loss -> assertThat(loss.cause()).isEqualTo(Loss.Cause.DAMAGE));
    }

    @Test
    void onlyWhatWaitedForTheConnectionIsHistorical() throws Exception {
        append(StreamName.DATA, 1);
        wallClock = wallClock.plusSeconds(60);
        append(StreamName.DATA, 1);
        openConnection();
        append(StreamName.DATA, 1);
        wallClock = wallClock.plusSeconds(60);
        step();
        List<Boolean> historical = new ArrayList<>();
        for (FakeConnection.Sent one : connection().sent) {
            historical.add(read(one).historical());
        }
        assertThat(historical).containsExactly(true, false, false);
    }

    @Test
    void stoppingTellsTheDeathAndLetsTheBrokerForgetTheWill() throws Exception {
        openConnection();
        runner.finish(100);
        assertThat(connection().finished).isTrue();
        GatewayStatus death = GatewayStatus.fromJson(
                connection().sent.get(0).message().content().payload());
        assertThat(death.state()).isEqualTo(GatewayStatus.State.STOPPED);
        assertThat(runner.status().state()).isEqualTo(State.STOPPED);
    }

    private void append(StreamName stream, int count) {
        for (int i = 0; i < count; i++) {
            store.append(stream, Samples.stored(i), 1, ClockState.SYNCHRONISED);
        }
    }

    private static byte[] incompressible(int size) {
        byte[] bytes = new byte[size];
        new Random(7).nextBytes(bytes);
        return bytes;
    }

    private void connect() {
        step();
        connection().open();
        step();
    }

    /** Connects and takes the birth off the line. */
    private void openConnection() {
        connect();
        connection().answers.add(new Acknowledgement(connection().sent.remove(0).ticket(), Acknowledgement.SUCCESS));
        step();
    }

    private void answer(int reason) {
        connection().answerAll(reason);
        step();
    }

    private void answerOne() {
        connection().answers.add(new Acknowledgement(connection().sent.remove(0).ticket(), Acknowledgement.SUCCESS));
        step();
    }

    private long step() {
        return runner.step(now);
    }

    private void advance(Duration time) {
        now += time.toNanos();
    }

    private FakeConnection connection() {
        return connections.get(connections.size() - 1);
    }

    private List<Long> sentSequences() throws ProfileException {
        List<Long> sequences = new ArrayList<>();
        for (FakeConnection.Sent one : connection().sent) {
            sequences.add(read(one).sequence());
        }
        return sequences;
    }

    private ProfileBatch read(FakeConnection.Sent one) throws ProfileException {
        EncodedMessage content = one.message().content();
        return reader.read(content.payload(), content.contentEncoding());
    }

    private static StreamName streamOf(FakeConnection.Sent one) {
        String topic = one.message().topic();
        return StreamName.valueOf(topic.substring(topic.lastIndexOf('/') + 1).toUpperCase(java.util.Locale.ROOT));
    }
}
