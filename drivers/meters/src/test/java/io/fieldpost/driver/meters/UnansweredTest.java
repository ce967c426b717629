package io.fieldpost.driver.meters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Quality;
import io.fieldpost.driver.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What meters that say nothing, or nothing that can be used, cost themselves and others. */
class UnansweredTest extends LineOfMeters {
    @Test
    void damagedAnswerIsAskedForAgainAtOnceAndThePointIsGood() throws Exception {
        int[] answers = {0};
        meters.disturb(answer -> answers[0]++ == 0 ? Arrays.copyOf(answer, 9) : answer);
        assertThat(real(read(FIRST + "00010000"))).isEqualTo(5000.0);
        assertThat(remark("dlt645:000000000161")).contains("in 2 requests").contains("1 x half a frame");
    }

    @Test
    void damagedAnswersMakeThePointBadAndTheLineGoesOn() throws Exception {
        meters.disturb(answer -> answer[1] == 0x61 ? Arrays.copyOf(answer, 9) : answer);
        List<Measurement> all = readAll(FIRST + "00010000", SECOND + "00010000");
        assertThat(all.get(0).quality()).isEqualTo(Quality.BAD_COMMUNICATION);
        assertThat(real(all.get(1))).isEqualTo(7000.0);
        meters.disturb(answer -> answer);
        assertThat(real(read(FIRST + "00010000")))
                .as("it does not rest: it is there")
                .isEqualTo(5000.0);
    }

    @Test
    void silentMeterIsLeftAloneLongerEachTimeAndTheOthersKeepPace() throws Exception {
        first.silence(true);
        String[] both = {FIRST + "00010000", FIRST + "voltage_a", SECOND + "00010000"};
        List<Integer> askedAtSecond = new ArrayList<>();
        for (int second = 0; second < 100; second++) {
            List<Measurement> all = readAll(both);
            assertThat(all.get(0).quality()).isEqualTo(Quality.BAD_TIMEOUT);
            assertThat(all.get(1).quality()).isEqualTo(Quality.BAD_TIMEOUT);
            assertThat(real(all.get(2))).isEqualTo(7000.0);
            if (meters.takeRequests().size() > 1) {
                askedAtSecond.add(second);
            }
            clock.advance(Duration.ofSeconds(1));
        }
        assertThat(askedAtSecond).containsExactly(0, 10, 30, 70);
        first.silence(false);
        clock.advance(Duration.ofSeconds(60));
        assertThat(real(readAll(both).get(0))).isEqualTo(5000.0);
    }

    @Test
    void silentMeterIsAskedForTwoOfItsItemsAndBehindThoseThatAnswer() throws Exception {
        first.silence(true);
        String[] all = {
            FIRST + "00010000", FIRST + "voltage_a", FIRST + "voltage_b", FIRST + "voltage_c", SECOND + "00010000"
        };
        readAll(all);
        assertThat(meters.takeRequests())
                .as("the first item twice, the second, the other meter")
                .hasSize(4);
        clock.advance(Duration.ofSeconds(10));
        readAll(all);
        List<String> requests = meters.takeRequests();
        assertThat(requests).hasSize(3);
        assertThat(requests.get(0)).startsWith("68 62 01");
        assertThat(requests.get(1)).startsWith("68 61 01");
    }

    @Test
    void oneRoundBearsThreeSilentMetersAndTheNextBeginsWithWhoWasLeftOut() throws Exception {
        String[] addresses = new String[9];
        for (int i = 0; i < 8; i++) {
            addresses[i] = "dlt645:00000000020" + i + "/00010000";
        }
        addresses[8] = FIRST + "00010000";
        assertThat(readAll(addresses).get(8).quality()).as("not asked yet").isEqualTo(Quality.BAD_TIMEOUT);
        readAll(addresses);
        List<Measurement> third = readAll(addresses);
        assertThat(real(third.get(8))).isEqualTo(5000.0);
        meters.takeRequests();
        assertThat(real(readAll(addresses).get(8))).isEqualTo(5000.0);
        assertThat(meters.takeRequests()).as("the silent ones rest").hasSize(1);
    }

    @Test
    void noisyLineGivesEveryMeterItsTurn() throws Exception {
        String[] addresses = new String[8];
        for (int i = 0; i < 8; i++) {
            meters.add("dlt645:00000000020" + i).set("00010000", 1, 4);
            addresses[i] = "dlt645:00000000020" + i + "/00010000";
        }
        meters.disturb(answer -> Arrays.copyOf(answer, 9));
        Set<String> asked = new TreeSet<>();
        for (int round = 0; round < 3; round++) {
            assertThat(readAll(addresses)).allMatch(measurement -> measurement.value() instanceof Value.Absent);
            List<String> requests = meters.takeRequests();
            assertThat(requests).as("three failures, each asked twice").hasSizeLessThanOrEqualTo(6);
            requests.forEach(request -> asked.add(request.substring(3, 5)));
        }
        assertThat(asked).hasSize(8);
        assertThat(remark("dlt645:000000000207")).contains("left out of a round");
    }

    @Test
    void itemsWhoseAnswersAreAlwaysDamagedDoNotKeepAMeterFromTellingTheRest() throws Exception {
        first.set("02010200", 2202, 2).set("02010300", 2203, 2);
        // The meter answers with another identifier for its voltages.
        meters.disturb(answer -> answer[13] == 0x35
                ? Framing.DLT645.encode(new MeterFrame(
                        FramingTest.bytes("61 01 00 00 00 00"), 0x91, FramingTest.bytes("00 00 02 00 99 99")))
                : answer);
        String[] all = {FIRST + "voltage_a", FIRST + "voltage_b", FIRST + "voltage_c", FIRST + "00010000"};
        readAll(all);
        readAll(all);
        List<Measurement> third = readAll(all);
        assertThat(third.get(0).quality()).isEqualTo(Quality.BAD_COMMUNICATION);
        assertThat(real(third.get(3))).isEqualTo(5000.0);
    }

    @Test
    void itemThatAMeterIsMuteAboutRestsAloneAndTheMeterGoesOn() throws Exception {
        first.muteAbout("02010100");
        String[] both = {FIRST + "voltage_a", FIRST + "00010000"};
        List<Measurement> all = readAll(both);
        assertThat(all.get(0).quality()).isEqualTo(Quality.BAD_TIMEOUT);
        assertThat(real(all.get(1))).isEqualTo(5000.0);
        meters.takeRequests();
        assertThat(real(readAll(both).get(1))).isEqualTo(5000.0);
        assertThat(meters.takeRequests()).hasSize(1);
    }

    @Test
    void lineOnWhichNobodyAnswersAnyMoreIsGivenUp() throws Exception {
        first.silence(true);
        second.silence(true);
        assertThatThrownBy(() -> {
                    for (int round = 0; round < 10; round++) {
                        readAll(FIRST + "00010000", SECOND + "00010000");
                        clock.advance(Duration.ofMinutes(10));
                    }
                })
                .isInstanceOfSatisfying(
                        DriverException.class,
                        lost -> assertThat(lost.reason()).isEqualTo(DriverException.Reason.TIMEOUT))
                .hasMessageContaining("no meter on tcp://127.0.0.1:1 has answered");
    }

    @Test
    void lostLineIsADriverException() {
        MetersDriver closed = new MetersDriver(settings(), context, () -> {
            MemoryLine line = new MemoryLine(meters);
            line.close();
            return line;
        });
        assertThatThrownBy(() -> {
                    closed.open();
                    closed.read(List.of(point(FIRST + "00010000")));
                })
                .isInstanceOf(DriverException.class);
        closed.close();
    }
}
