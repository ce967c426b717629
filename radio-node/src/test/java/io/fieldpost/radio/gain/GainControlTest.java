package io.fieldpost.radio.gain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fieldpost.radio.receiver.Gain;
import io.fieldpost.radio.sample.SampleFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A control turned by hand, one row a second, against a simulated front end. */
class GainControlTest {
    private static final long SECOND = 1_000_000_000L;
    private static final FrontEnd QUIET = new FrontEnd(List.of(new FrontEnd.Station(100e6, -90)), 0, 20);
    private static final FrontEnd CITY = new FrontEnd(
            List.of(
                    new FrontEnd.Station(99.5e6, -38),
                    new FrontEnd.Station(100e6, -42),
                    new FrontEnd.Station(100.6e6, -45)),
            0,
            20);
    private static final FrontEnd NEAR_A_TRANSMITTER = new FrontEnd(List.of(new FrontEnd.Station(100e6, -20)), 0, 20);
    private static final FrontEnd BESIDE_A_TRANSMITTER = new FrontEnd(List.of(new FrontEnd.Station(100e6, 5)), 0, 20);

    private final GainControl control = new GainControl(GainSettings.of(FrontEnd.GAINS, SampleFormat.CU8));
    private final List<GainControl.Decision> changes = new ArrayList<>();
    private long now;

    @Test
    void gainSettlesAtTheHighestThatDoesNotClip() {
        run("fm", CITY, 120);

        double settled = control.gain("fm").db();
        int next = FrontEnd.GAINS[indexOf(settled) + 1];
        assertThat(CITY.clippedFraction(settled)).isLessThan(1e-3);
        assertThat(CITY.clippedFraction(next / 10.0)).isGreaterThan(1e-3);
        // Down by one step of the table a row.
        assertThat(changes.get(0))
                .isEqualTo(new GainControl.Decision(
                        new Gain.Fixed(480), true, changes.get(0).reason()));
        assertThat(changes.get(0).reason()).endsWith("% of the values are clipped");
    }

    @Test
    void trialsBecomeRareAndTheReceiverIsHardlyEverOverloaded() {
        int overloaded = run("fm", CITY, 8 * 3600);

        // Down at first, then trials after 1, 2, 4, ... 32 minutes and every hour: 13 in eight hours, each a row long.
        assertThat(overloaded).isLessThan(28 + 14);
        System.out.println("overloaded rows in eight hours of a city: " + overloaded);
        int lastHour = changes.size();
        run("fm", CITY, 3600);
        assertThat(changes.size() - lastHour).isLessThanOrEqualTo(2);
    }

    @Test
    void transmitterThatComesBackEveryTenMinutesDoesNotMakeItSwing() {
        int overloaded = 0;
        for (int i = 0; i < 24 * 6; i++) {
            overloaded += run("fm", QUIET, 570);
            overloaded += run("fm", NEAR_A_TRANSMITTER, 30);
        }
        // 4,320 rows with the transmitter on.
        System.out.println(
                "overloaded rows of 4320 beside a transmitter: " + overloaded + ", changes " + changes.size());
        assertThat(overloaded).isLessThan(150);
    }

    @Test
    void gainComesBackWhenTheTransmitterIsGone() {
        run("fm", BESIDE_A_TRANSMITTER, 60);
        double low = control.gain("fm").db();
        assertThat(low).isZero();
        assertThat(last().reason()).endsWith("% of the values are clipped");

        run("fm", QUIET, 40 * 60);
        assertThat(control.gain("fm").db()).isGreaterThan(35);
        assertThat(last().reason()).startsWith("nothing clipped for 60 s; more gain is tried");
    }

    @Test
    void overloadAtTheLowestGainSaysWhatIsNeeded() {
        run("fm", BESIDE_A_TRANSMITTER, 60);

        GainControl.Decision decision = control.step(seen("fm", BESIDE_A_TRANSMITTER), now);
        assertThat(decision.changed()).isFalse();
        assertThat(decision.reason())
                .endsWith("% of the values are clipped at the lowest gain; an attenuator or a filter is needed");
    }

    @Test
    void gainStopsWhereNoiseReachesTheCeiling() {
        // Without any signal, -168 dBm/Hz in 2.4 MHz are -104.2 dBm; the ceiling is -34.9 dBFS, far above 49.6 dB of
        // gain.
        run("fm", QUIET, 60);
        assertThat(control.gain("fm").db()).isEqualTo(49.6);

        GainControl low = new GainControl(new GainSettings(
                List.of(0, 100, 200, 300, 400), 1e-3, -66, Duration.ofMinutes(1), Duration.ofHours(1)));
        // -104 dBFS and the gain: -64 with 40 dB is above, -74 with 30 dB is below, and 10 dB more would not fit.
        GainControl.Decision first = low.step(noise(400, -64), 0);
        assertThat(first.gain()).isEqualTo(new Gain.Fixed(300));
        assertThat(first.reason()).isEqualTo("noise of -64.0 dBFS is above the ceiling of -66.0 dBFS");
        for (int i = 1; i < 10_000; i++) {
            GainControl.Decision decision = low.step(noise(300, -74), i * SECOND);
            assertThat(decision.changed()).isFalse();
            assertThat(decision.reason())
                    .isEqualTo("noise of -74.0 dBFS leaves no room for more gain below the ceiling of -66.0 dBFS");
        }
    }

    @Test
    void eachBandRemembersItsOwnGain() {
        for (int i = 0; i < 100; i++) {
            run("fm", CITY, 1);
            run("uhf", QUIET, 1);
        }
        assertThat(control.gain("fm").db()).isLessThan(35);
        assertThat(control.gain("uhf").db()).isEqualTo(49.6);
        assertThat(control.gain("never seen").db()).isEqualTo(49.6);
        control.forget();
        assertThat(control.gain("fm").db()).isEqualTo(49.6);
    }

    @Test
    void rowThatWasMeasuredBeforeTheChangeSaysNothing() {
        GainControl.Observation clipped = new GainControl.Observation("fm", new Gain.Fixed(496), 0.1, false, -60);
        control.step(clipped, 0);
        GainControl.Decision second = control.step(clipped, SECOND);

        assertThat(second)
                .isEqualTo(new GainControl.Decision(new Gain.Fixed(480), false, "row was measured with 49.6 dB still"));
    }

    @Test
    void productsOfTheReceiverTakeGainBackToo() {
        GainControl.Decision decision =
                control.step(new GainControl.Observation("fm", new Gain.Fixed(496), 0, true, -60), 0);

        assertThat(decision.gain()).isEqualTo(new Gain.Fixed(480));
        assertThat(decision.reason()).isEqualTo("the receiver makes intermodulation products");
    }

    @Test
    void failedTrialDoublesTheWait() {
        GainControl two = new GainControl(
                new GainSettings(List.of(100, 200), 1e-3, 0, Duration.ofSeconds(60), Duration.ofSeconds(400)));
        List<Long> trials = new ArrayList<>();
        long quietSince = 0;
        for (long second = 0; second < 3000; second++) {
            Gain.Fixed gain = two.gain("fm");
            double clipped = gain.tenthsOfDb() == 200 ? 0.01 : 0;
            GainControl.Decision decision =
                    two.step(new GainControl.Observation("fm", gain, clipped, false, Double.NaN), second * SECOND);
            if (decision.changed() && decision.gain().tenthsOfDb() == 200) {
                trials.add(second - quietSince);
            } else if (decision.changed()) {
                quietSince = second;
            }
        }
        assertThat(trials).startsWith(60L, 120L, 240L, 400L, 400L);
    }

    @Test
    void settingsThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> GainSettings.of(new int[] {10, 5}, SampleFormat.CU8))
                .hasMessage("gains are not an ascending list of at least one: [10, 5]");
        assertThatThrownBy(() -> new GainSettings(List.of(1), 1, 0, Duration.ZERO, Duration.ofHours(1)))
                .hasMessage("waits are not 0 < PT0S <= PT1H");
    }

    private int run(String band, FrontEnd frontEnd, int rows) {
        int overloaded = 0;
        for (int i = 0; i < rows; i++) {
            GainControl.Observation seen = seen(band, frontEnd);
            overloaded += seen.clippedFraction() > 1e-3 ? 1 : 0;
            GainControl.Decision decision = control.step(seen, now);
            if (decision.changed()) {
                changes.add(decision);
            }
            now += SECOND;
        }
        return overloaded;
    }

    private GainControl.Observation seen(String band, FrontEnd frontEnd) {
        Gain.Fixed gain = control.gain(band);
        return new GainControl.Observation(
                band, gain, frontEnd.clippedFraction(gain.db()), false, frontEnd.noiseDbfs(gain.db()));
    }

    private static GainControl.Observation noise(int gain, double noiseDbfs) {
        return new GainControl.Observation("fm", new Gain.Fixed(gain), 0, false, noiseDbfs);
    }

    private GainControl.Decision last() {
        return changes.get(changes.size() - 1);
    }

    private static int indexOf(double gainDb) {
        int index = 0;
        while (FrontEnd.GAINS[index] != Math.round(10 * gainDb)) {
            index++;
        }
        return index;
    }
}
