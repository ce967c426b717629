package io.fieldpost.driver.meters;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Quality;
import io.fieldpost.driver.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What registers that fall come to. */
class RegisterJudgingTest extends LineOfMeters {
    @Test
    void fallingRegisterIsNotBelievedAndTold() throws Exception {
        assertThat(real(read(FIRST + "00010000"))).isEqualTo(5000.0);
        first.set("00010000", 12, 4);
        Measurement fallen = read(FIRST + "00010000");
        assertThat(fallen.quality()).isEqualTo(Quality.BAD);
        assertThat(fallen.value()).isEqualTo(new Value.Absent());
        assertThat(remark(FIRST + "00010000")).contains("fell from 5000.00").contains("to 0.12");
    }

    @Test
    void registerOfAReplacedMeterIsFollowedAndItsFirstValueIsUncertain() throws Exception {
        read(FIRST + "00010000");
        first.set("00010000", 12, 4);
        List<Quality> qualities = new ArrayList<>();
        for (int minute = 0; minute < 13; minute++) {
            // Two points of one register: each of its readings is judged once.
            List<Measurement> both = readAll(FIRST + "00010000", FIRST + "forward_active_energy");
            assertThat(both.get(1).quality()).isEqualTo(both.get(0).quality());
            qualities.add(both.get(0).quality());
            clock.advance(Duration.ofMinutes(1));
        }
        assertThat(qualities.subList(0, 10)).containsOnly(Quality.BAD);
        assertThat(qualities.subList(10, 13)).containsExactly(Quality.UNCERTAIN, Quality.GOOD, Quality.GOOD);
        assertThat(remark(FIRST + "00010000")).contains("replaced or set back, from 5000.00");
    }

    @Test
    void valueThatWasTooHighIsTakenBackAndTold() throws Exception {
        read(FIRST + "00010000");
        first.set("00010000", 900_000, 4);
        assertThat(real(read(FIRST + "00010000"))).isEqualTo(9000.0);
        first.set("00010000", 500_001, 4);
        Measurement back = read(FIRST + "00010000");
        assertThat(back.quality()).isEqualTo(Quality.UNCERTAIN);
        assertThat(back.value()).isEqualTo(new Value.Real(5000.01));
        assertThat(remark(FIRST + "00010000")).contains("too high and is taken back, from 9000.00");
    }

    @Test
    void rollOverIsKeptAndTold() throws Exception {
        first.set("00010000", 99_999_980, 4);
        read(FIRST + "00010000");
        first.set("00010000", 30, 4);
        assertThat(real(read(FIRST + "00010000"))).isEqualTo(0.3);
        assertThat(remark(FIRST + "00010000")).contains("rolled over at its full scale, from 999999.80");
    }

    @Test
    void registerThatFellWhileTheAgentWasDownIsNoticed() throws Exception {
        read(FIRST + "00010000");
        first.set("00010000", 12, 4);
        reopen();
        assertThat(read(FIRST + "00010000").quality()).isEqualTo(Quality.BAD);
        assertThat(remark(FIRST + "00010000")).contains("fell from 5000.00");
    }

    @Test
    void replacementThatWasFollowedIsRememberedOverAKillThatFollowsAtOnce() throws Exception {
        read(FIRST + "00010000");
        first.set("00010000", 12, 4);
        while (read(FIRST + "00010000").quality() == Quality.BAD) {
            clock.advance(Duration.ofMinutes(1));
        }
        MetersDriver killed = driver;
        driver = null;
        reopen();
        assertThat(read(FIRST + "00010000").quality()).isEqualTo(Quality.GOOD);
        killed.close();
    }

    @Test
    void sumOfBothDirectionsMayFall() throws Exception {
        first.set("00000000", 500, 4);
        assertThat(real(read(FIRST + "combined_active_energy"))).isEqualTo(5.0);
        first.set("00000000", "20 00 00 80");
        assertThat(real(read(FIRST + "combined_active_energy"))).isEqualTo(-0.2);
    }
}
