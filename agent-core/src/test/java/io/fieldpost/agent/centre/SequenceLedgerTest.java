package io.fieldpost.agent.centre;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.agent.StreamName;
import io.fieldpost.agent.centre.SequenceLedger.Verdict;
import io.fieldpost.agent.store.Loss;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SequenceLedgerTest {
    private static final StreamKey DATA = new StreamKey("site/gw", "data", "00c0ffee00c0ffee");

    private final SequenceLedger ledger = new SequenceLedger();

    @Test
    void aGapIsMissingUntilItIsFilledOrReportedAsLost() {
        receive(1, 2, 3, 7, 8, 12);
        assertThat(figures().missing()).isEqualTo(6);
        assertThat(figures().gaps()).isEqualTo(2);
        assertThat(ledger.received(DATA, 5, false)).isEqualTo(Verdict.OUT_OF_ORDER);
        ledger.lost("site/gw", loss(9, 11));
        StreamFigures figures = figures();
        assertThat(figures.missing()).isEqualTo(2);
        assertThat(figures.lost()).isEqualTo(3);
        assertThat(figures.outOfOrder()).isEqualTo(1);
        assertThat(figures.received()).isEqualTo(7);
    }

    @Test
    void aNumberThatCameIsADuplicateWheneverItComesAgain() {
        receive(1, 2, 3);
        assertThat(ledger.received(DATA, 1, false)).isEqualTo(Verdict.DUPLICATE);
        assertThat(ledger.received(DATA, 3, false)).isEqualTo(Verdict.DUPLICATE);
        assertThat(figures().duplicates()).isEqualTo(2);
        assertThat(figures().missing()).isZero();
    }

    @Test
    void aLiveRecordAheadOfHistoricalOnesIsNoDisorder() {
        receive(1, 2);
        receive(900, 901);
        receiveHistorical(3, 4);
        receive(902);
        receiveHistorical(5);
        assertThat(figures().outOfOrder()).isZero();
        assertThat(figures().missing()).isEqualTo(894);
    }

    @Test
    void disorderIsCountedInEachLane() {
        receive(900, 902, 901);
        receiveHistorical(3, 5, 4);
        assertThat(figures().outOfOrder()).isEqualTo(2);
        receiveHistorical(6);
        receive(903);
        assertThat(figures().outOfOrder()).isEqualTo(2);
    }

    @Test
    void whoListensLaterDoesNotMissWhatWasBefore() {
        receive(1_000_000, 1_000_001);
        assertThat(figures().missing()).isZero();
    }

    @Test
    void anEpochIsCountedOnItsOwn() {
        receive(5);
        assertThat(ledger.received(new StreamKey("site/gw", "data", "0000000000000001"), 1, false))
                .isEqualTo(Verdict.NEW);
        assertThat(ledger.figures()).hasSize(2).allMatch(figures -> figures.missing() == 0);
    }

    @Test
    void whatNeverGotANumberIsCountedApart() {
        ledger.lost("site/gw", new Loss(StreamName.DATA, "00", 0, 0, 17, Loss.Cause.OVERRUN, null, null));
        assertThat(ledger.lostMeasurements()).isEqualTo(17);
        assertThat(ledger.figures()).isEmpty();
    }

    @Test
    void aLossThatTheReceiverGotAfterAllIsNotCountedAsLost() {
        receive(1, 2, 3);
        ledger.lost("site/gw", loss(2, 2));
        assertThat(figures().lost()).isZero();
        assertThat(figures().received()).isEqualTo(3);
    }

    @Test
    void memoryStaysBoundedAndOldHolesStayCounted() {
        for (long sequence = 1; sequence <= 40_000; sequence += 2) {
            ledger.received(DATA, sequence, false);
        }
        assertThat(figures().missing()).isEqualTo(19_999);
        assertThat(figures().gaps()).isEqualTo(SequenceLedger.MAX_RANGES - 1);
    }

    @Property(tries = 300)
    void figuresAgreeWithASetOfNumbers(
            @ForAll @Size(min = 1, max = 200) List<@IntRange(min = 1, max = 120) Integer> arrivals,
            @ForAll @IntRange(min = 1, max = 120) int lostFrom,
            @ForAll @IntRange(min = 0, max = 20) int lostMore) {
        SequenceLedger fresh = new SequenceLedger();
        Set<Integer> received = new HashSet<>();
        int duplicates = 0;
        for (int sequence : arrivals) {
            fresh.received(DATA, sequence, false);
            duplicates += received.add(sequence) ? 0 : 1;
        }
        fresh.lost("site/gw", loss(lostFrom, lostFrom + lostMore));
        Set<Integer> explained = new HashSet<>(received);
        for (int sequence = lostFrom; sequence <= lostFrom + lostMore; sequence++) {
            explained.add(sequence);
        }
        int lowest = explained.stream().min(Integer::compare).orElseThrow();
        int highest = explained.stream().max(Integer::compare).orElseThrow();
        StreamFigures figures = fresh.figures().get(0);
        assertThat(figures.received()).isEqualTo(received.size());
        assertThat(figures.duplicates()).isEqualTo(duplicates);
        assertThat(figures.missing()).isEqualTo(highest - lowest + 1 - explained.size());
        assertThat(figures.lost()).isEqualTo(explained.size() - received.size());
    }

    private void receive(long... sequences) {
        for (long sequence : sequences) {
            ledger.received(DATA, sequence, false);
        }
    }

    private void receiveHistorical(long... sequences) {
        for (long sequence : sequences) {
            ledger.received(DATA, sequence, true);
        }
    }

    private StreamFigures figures() {
        return ledger.figures().get(0);
    }

    private static Loss loss(long first, long last) {
        return new Loss(StreamName.DATA, DATA.epoch(), first, last, last - first + 1, Loss.Cause.BUDGET, null, null);
    }
}
