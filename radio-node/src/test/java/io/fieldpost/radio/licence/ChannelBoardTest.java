package io.fieldpost.radio.licence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fieldpost.radio.detect.Emission;
import io.fieldpost.radio.licence.BoardFacts.AttenuationTest;
import io.fieldpost.radio.licence.LicenceList.Band;
import io.fieldpost.radio.spectrum.SpectrumRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChannelBoardTest {
    private static final Channel NEWS = new Channel(
            89_100_000,
            200_000,
            "News",
            -70,
            -10,
            2_000,
            260_000,
            0xC123,
            Schedule.parse("daily 09:00-11:00 UTC"),
            "",
            "FM");
    private static final Channel MUSIC = Channel.of(93_700_000, 200_000, "Music");
    private static final Emission NEWS_ON = OnAir.emission(1, 89.1, 180, -30);
    private static final Emission MUSIC_ON = OnAir.emission(2, 93.7, 180, -30);
    private static final Emission PIRATE = OnAir.emission(3, 99.3, 180, -40);

    private final ChannelBoard board = new ChannelBoard(
            new LicenceList(List.of(MUSIC, NEWS)), List.of(new Band(87e6, 108e6)), BoardSettings.DEFAULT);
    private final List<ChannelAlarm> alarms = new ArrayList<>();
    private int second;

    @Test
    void stationsWithinTheirLimitsArePresentAndNothingIsTold() {
        run(100, NEWS_ON, MUSIC_ON);
        assertThat(board.states())
                .extracting(ChannelStatus::state)
                .containsExactly(ChannelState.LICENSED_PRESENT, ChannelState.LICENSED_PRESENT);
        assertThat(board.states().get(0).since()).isEqualTo(OnAir.START);
        assertThat(board.stateAt(101e6)).isEqualTo(ChannelState.IDLE);
        assertThat(alarms).isEmpty();
    }

    @Test
    void emissionWithoutALicenceIsToldAfterThreeSecondsWithWhatToRecord() {
        run(10, NEWS_ON, MUSIC_ON);
        run(3, NEWS_ON, MUSIC_ON, PIRATE);
        assertThat(alarms).isEmpty();
        run(1, NEWS_ON, MUSIC_ON, PIRATE);
        assertThat(alarms).singleElement().satisfies(alarm -> {
            assertThat(alarm.kind()).isEqualTo(AlarmKind.UNLICENSED);
            assertThat(alarm.raised()).isTrue();
            assertThat(alarm.severity()).isEqualTo(AlarmKind.Severity.ALARM);
            assertThat(alarm.emission()).isEqualTo(PIRATE.id());
            assertThat(alarm.evidence()).isEqualTo(new ChannelAlarm.Evidence(99.3e6, 270e3));
            assertThat(alarm.message())
                    .isEqualTo("emission on 99.300 MHz, 180 kHz wide, -40.0 dB: nobody has a licence for it");
        });
        assertThat(board.stateAt(99.25e6)).isEqualTo(ChannelState.UNLICENSED);
    }

    @Test
    void emissionThatPausesIsOneAlarmUntilItHasBeenAwayForHalfAMinute() {
        run(10, PIRATE);
        for (int i = 4; i < 9; i++) {
            run(20, NEWS_ON);
            run(5, OnAir.emission(i, 99.31, 180, -41));
        }
        assertThat(only(AlarmKind.UNLICENSED)).hasSize(1);
        run(31);
        assertThat(only(AlarmKind.UNLICENSED))
                .hasSize(2)
                .last()
                .extracting(ChannelAlarm::raised)
                .isEqualTo(false);
        assertThat(board.states()).hasSize(2);
    }

    @Test
    void emissionBesideAStationButInNobodysChannelIsWithoutALicence() {
        run(5, NEWS_ON, OnAir.emission(7, 89.4, 150, -45));
        assertThat(only(AlarmKind.UNLICENSED)).hasSize(1);
    }

    @Test
    void emissionOutsideTheWatchedBandsIsNotLookedAt() {
        run(50, OnAir.emission(7, 86.5, 20, -20));
        assertThat(alarms).isEmpty();
        assertThat(board.states()).hasSize(2);
    }

    /** A station as loud as the receiver bears, with splatter and spurs as its skirts throw them: no alarm beyond its own level. */
    @Test
    void stationThatIsMerelyLoudIsNeverTakenForAnUnlicensedOne() {
        run(
                100,
                MUSIC_ON,
                OnAir.emission(1, 89.1, 300, -12),
                OnAir.emission(10, 88.88, 40, -48),
                OnAir.emission(11, 89.32, 40, -47),
                OnAir.emission(12, 88.75, 30, -60),
                OnAir.emission(13, 89.6, 20, -75),
                OnAir.emission(14, 90.6, 10, -80));
        assertThat(alarms).extracting(ChannelAlarm::kind).containsOnly(AlarmKind.OUT_OF_TOLERANCE);
        assertThat(board.states()).hasSize(2);
    }

    @Test
    void skirtsOfAnIntruderMakeNoFurtherAlarms() {
        run(10, PIRATE, OnAir.emission(10, 99.5, 30, -80));
        assertThat(only(AlarmKind.UNLICENSED)).hasSize(1);
    }

    @Test
    void deviationsSayWhichLimitAndByHowMuch() {
        run(31, OnAir.emission(1, 89.112, 300, -5));
        ChannelStatus news = board.states().get(0);
        assertThat(news.state()).isEqualTo(ChannelState.OUT_OF_TOLERANCE);
        assertThat(news.deviations())
                .extracting(Deviation::limitKind)
                .containsExactly(Deviation.Limit.FREQUENCY, Deviation.Limit.BANDWIDTH, Deviation.Limit.LEVEL_HIGH);
        assertThat(news.deviations().get(0).excess()).isCloseTo(10e3, within(1.0));
        assertThat(news.deviations().get(2).excess()).isCloseTo(5, within(1e-9));
        assertThat(only(AlarmKind.OUT_OF_TOLERANCE))
                .singleElement()
                .extracting(ChannelAlarm::message)
                .isEqualTo(
                        "News on 89.100 MHz: is outside its limits: 12.0 kHz off (limit 2.0), 300.0 kHz wide (limit 260.0), "
                                + "-5.0 dB (limit -10.0)");
    }

    @Test
    void levelBelowTheLowestIsADeviationToo() {
        run(1, OnAir.emission(1, 89.1, 180, -75));
        assertThat(board.states().get(0).deviations()).singleElement().satisfies(deviation -> {
            assertThat(deviation.limitKind()).isEqualTo(Deviation.Limit.LEVEL_LOW);
            assertThat(deviation.excess()).isCloseTo(5, within(1e-9));
        });
    }

    @Test
    void stationThatIsSilentForAMinuteWithinItsHoursIsAbsent() {
        run(5, NEWS_ON, MUSIC_ON);
        run(60, MUSIC_ON);
        assertThat(alarms).isEmpty();
        assertThat(board.states().get(0).state()).isEqualTo(ChannelState.LICENSED_ABSENT);
        run(1, MUSIC_ON);
        assertThat(only(AlarmKind.LICENSED_ABSENT)).singleElement().satisfies(alarm -> {
            assertThat(alarm.name()).isEqualTo("News");
            assertThat(alarm.since()).isEqualTo(OnAir.START.plusSeconds(5));
        });
        run(31, NEWS_ON, MUSIC_ON);
        assertThat(only(AlarmKind.LICENSED_ABSENT))
                .hasSize(2)
                .last()
                .extracting(ChannelAlarm::raised)
                .isEqualTo(false);
    }

    /** 11:00 is the end of its hours, an hour after the start of the test. */
    @Test
    void silenceOutsideTheHoursIsNoFault() {
        second = 3600;
        run(200, MUSIC_ON);
        assertThat(board.states().get(0).state()).isEqualTo(ChannelState.IDLE);
        assertThat(alarms).isEmpty();
    }

    @Test
    void suspectRowsProveNothingAndTheirTimeDoesNotCount() {
        run(5, NEWS_ON, MUSIC_ON);
        run(40, MUSIC_ON);
        for (int i = 0; i < 100; i++) {
            alarms.addAll(board.step(OnAir.row(second++, "overload"), List.of(PIRATE), BoardFacts.NONE));
        }
        run(15, MUSIC_ON);
        assertThat(alarms).isEmpty();
        run(20, MUSIC_ON);
        assertThat(only(AlarmKind.LICENSED_ABSENT)).hasSize(1);
    }

    @Test
    void channelThatWasNotMeasuredIsUnknown() {
        run(2, NEWS_ON, MUSIC_ON);
        for (int i = 0; i < 100; i++) {
            SpectrumRow row = OnAir.row(second++);
            Arrays.fill(row.levelDb(), 150, 260, Float.NaN);
            alarms.addAll(board.step(row, List.of(MUSIC_ON), BoardFacts.NONE));
        }
        assertThat(board.states().get(0).state()).isEqualTo(ChannelState.UNKNOWN);
        assertThat(alarms).isEmpty();
    }

    @Test
    void stationWithAnothersProgrammeIsTheWrongOne() {
        for (int i = 0; i < 11; i++) {
            alarms.addAll(board.step(
                    OnAir.row(second++),
                    List.of(NEWS_ON, MUSIC_ON),
                    new BoardFacts(Map.of(NEWS_ON.id(), 0xC999), Map.of())));
        }
        assertThat(alarms).singleElement().satisfies(alarm -> {
            assertThat(alarm.kind()).isEqualTo(AlarmKind.WRONG_STATION);
            assertThat(alarm.message()).isEqualTo("News on 89.100 MHz: PI C999 is sent, C123 is licensed");
        });
    }

    /** 2 · 89.1 − 93.7 = 84.5, outside; 2 · 93.7 − 89.1 = 98.3. */
    @Test
    void productOfStrongStationsIsToldAsSuchUntilTheTestDecides() {
        Emission product = OnAir.emission(9, 98.3, 250, -75);
        run(5, NEWS_ON, MUSIC_ON, product);
        assertThat(alarms).singleElement().satisfies(alarm -> {
            assertThat(alarm.kind()).isEqualTo(AlarmKind.INTERMODULATION);
            assertThat(alarm.message()).contains("probably 2·93.700 − 89.100 MHz");
        });
        assertThat(board.stateAt(98.3e6)).isEqualTo(ChannelState.INTERMODULATION);
        for (int i = 0; i < 5; i++) {
            alarms.addAll(board.step(
                    OnAir.row(second++),
                    List.of(NEWS_ON, MUSIC_ON, product),
                    new BoardFacts(Map.of(), Map.of(product.id(), AttenuationTest.TRUE_SIGNAL))));
        }
        assertThat(only(AlarmKind.UNLICENSED)).hasSize(1);
        assertThat(board.stateAt(98.3e6)).isEqualTo(ChannelState.UNLICENSED);
    }

    @Test
    void whatTheTestHasShownToBeAProductIsNotUnlicensed() {
        for (int i = 0; i < 20; i++) {
            alarms.addAll(board.step(
                    OnAir.row(second++),
                    List.of(NEWS_ON, MUSIC_ON, PIRATE),
                    new BoardFacts(Map.of(), Map.of(PIRATE.id(), AttenuationTest.PRODUCT))));
        }
        assertThat(alarms).extracting(ChannelAlarm::kind).containsExactly(AlarmKind.INTERMODULATION);
    }

    @Test
    void emissionThatCoversAChannelLeavesItUnknownAndIsNobodys() {
        ChannelBoard close = new ChannelBoard(
                new LicenceList(List.of(Channel.of(95_000_000, 200_000, "A"), Channel.of(95_250_000, 200_000, "B"))),
                List.of(),
                BoardSettings.DEFAULT);
        Emission both = OnAir.emission(5, 95.125, 400, -30);
        for (int i = 0; i < 100; i++) {
            alarms.addAll(close.step(OnAir.row(second++), List.of(both), BoardFacts.NONE));
        }
        assertThat(alarms).isEmpty();
        assertThat(close.states()).extracting(ChannelStatus::state).containsOnly(ChannelState.UNKNOWN);
    }

    private void run(int rows, Emission... emissions) {
        for (int i = 0; i < rows; i++) {
            alarms.addAll(board.step(OnAir.row(second++), List.of(emissions), BoardFacts.NONE));
        }
    }

    private List<ChannelAlarm> only(AlarmKind kind) {
        return alarms.stream().filter(alarm -> alarm.kind() == kind).toList();
    }
}
