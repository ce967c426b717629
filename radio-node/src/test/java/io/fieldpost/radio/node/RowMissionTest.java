package io.fieldpost.radio.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.radio.Settings;
import io.fieldpost.radio.mission.MissionState.Phase;
import io.fieldpost.radio.mission.Timing;
import io.fieldpost.radio.spectrum.LevelUnit;
import io.fieldpost.radio.spectrum.SpectrumRow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowMissionTest {
    private static final Instant START = Instant.parse("2026-05-01T08:00:00Z");

    private final List<String> taken = new ArrayList<>();
    private final RowMission each = mission(Timing.each(Duration.ofSeconds(1)));

    /** Rows of 0.98 s: were the interval counted from the last row, every second one would be left out. */
    @Test
    void rowsThatComeALittleFasterThanTheyAreWantedAreAllTaken() {
        for (int i = 0; i < 10; i++) {
            row(each, 980L * i);
        }
        // 0 is taken at once, 980 comes before the start at 1000, and from there on every start has a row.
        assertThat(taken).containsExactly("0", "1960", "2940", "3920", "4900", "5880", "6860", "7840", "8820");
    }

    @Test
    void startsThatHadNoRowAreCounted() {
        row(each, 0);
        row(each, 500);
        row(each, 4_200);
        row(each, 5_000);

        assertThat(taken).containsExactly("0", "4200 skipped 3", "5000");
        assertThat(each.state().runs()).isEqualTo(3);
        assertThat(each.state().skipped()).isEqualTo(3);
    }

    @Test
    void clockThatIsSetBackDoesNotSilenceAMission() {
        row(each, 10_000_000);
        row(each, 2_000);
        row(each, 3_000);

        assertThat(taken).containsExactly("10000000", "2000", "3000");
    }

    @Test
    void pauseAndHoursLeaveRowsOutAndCountNone() {
        RowMission mission = mission(Settings.mission("{ name: day, scan: 88MHz..90MHz, from: '2026-05-01T08:00:10Z',"
                        + " until: '2026-05-01T08:00:20Z' }")
                .timing());
        row(mission, 9_000);
        assertThat(mission.state().phase()).isEqualTo(Phase.WAITING);
        row(mission, 10_000);
        assertThat(mission.state().phase()).isEqualTo(Phase.RUNNING);
        mission.pause(true);
        row(mission, 11_000);
        assertThat(mission.state().phase()).isEqualTo(Phase.PAUSED);
        mission.pause(false);
        row(mission, 15_500);
        row(mission, 20_000);

        assertThat(mission.state().phase()).isEqualTo(Phase.OVER);
        assertThat(taken).containsExactly("10000", "15500");
    }

    private RowMission mission(Timing timing) {
        return new RowMission("fm", timing, new RowMission.Rows() {
            @Override
            public void check(SpectrumRow row) {
                // Every row is good.
            }

            @Override
            public void accept(SpectrumRow row, long skippedStarts) {
                taken.add(Duration.between(START, row.time()).toMillis()
                        + (skippedStarts == 0 ? "" : " skipped " + skippedStarts));
            }
        });
    }

    private static void row(RowMission mission, long millis) {
        mission.step(new SpectrumRow(88e6, 25e3, new float[3], LevelUnit.DBUV, 1, START.plusMillis(millis), ""));
    }
}
