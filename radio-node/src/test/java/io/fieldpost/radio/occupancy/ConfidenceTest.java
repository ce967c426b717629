package io.fieldpost.radio.occupancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfidenceTest {
    private static final Instant START = Instant.parse("2026-03-06T10:00:00Z");

    /** 10 % relative error at 95 %: the numbers that follow from the formula of Report SM.2256-1. */
    @ParameterizedTest
    @CsvSource({"0.02, 18824", "0.05, 7300", "0.1, 3458", "0.2, 1537", "0.3, 897", "0.4, 577", "0.5, 385"})
    void samplesNeededAreThoseOfTheReport(double occupancy, long samples) {
        assertThat(Confidence.PERCENT_95.samplesNeeded(occupancy, 0.1)).isBetween(samples - 1, samples + 1);
    }

    /** Wilson 1927: 10 of 100 at 95 % gives 0.0552 to 0.1744. */
    @Test
    void intervalIsWilsons() {
        Confidence.Interval interval = Confidence.PERCENT_95.interval(0.1, 100);
        assertThat(interval.low()).isCloseTo(0.0552, within(1e-4));
        assertThat(interval.high()).isCloseTo(0.1744, within(1e-4));
    }

    /** r = exp(−1/15) for 20 s on and 60 s off: 86,400 looks are worth 2880. */
    @Test
    void independentLooksFollowFromTheChanges() {
        ChannelOccupancy channel = simulated(20, 60, 1, false, 86_400, new SplittableRandom(5));
        assertThat(channel.independentLooks()).isCloseTo(2880, within(300.0));
    }

    @Test
    void channelThatNeverChangedIsNotKnownExactly() {
        ChannelCounter counter = new ChannelCounter();
        for (int i = 0; i < 900; i++) {
            counter.look(false, START.plusSeconds(i));
        }
        ChannelOccupancy channel = new ChannelOccupancy(new ChannelPlan.Channel(1e8, 25e3), counter.take());
        assertThat(channel.share()).isZero();
        assertThat(channel.interval(Confidence.PERCENT_95).high()).isBetween(0.004, 0.02);
    }

    /**
     * How often the interval holds the truth, for on/off processes with exponential durations: 2000 trials scatter by 0.5 % at 95 %.
     * Short observations with few changes come out somewhat low, as with every estimate of a correlation; the limits say how low.
     */
    @ParameterizedTest(name = "{0} s on, {1} s off, {2} looks {3} s apart, irregular {4}: {5} to {6}")
    @CsvSource({
        "2, 18, 900, 1, false, PERCENT_95, 0.93, 0.97",
        "20, 60, 3600, 1, false, PERCENT_95, 0.93, 0.97",
        "20, 60, 900, 1, false, PERCENT_95, 0.91, 0.97",
        "20, 60, 3600, 1, true, PERCENT_95, 0.93, 0.97",
        "0.2, 0.2, 900, 1, false, PERCENT_95, 0.93, 0.98",
        "20, 60, 3600, 1, false, PERCENT_90, 0.87, 0.93",
        "20, 60, 3600, 1, false, PERCENT_99, 0.975, 0.998"
    })
    void intervalHoldsTheTruthAsOftenAsStated(
            double on,
            double off,
            int looks,
            double revisit,
            boolean irregular,
            Confidence confidence,
            double least,
            double most) {
        SplittableRandom random = new SplittableRandom(42);
        int held = 0;
        int trials = 2000;
        for (int trial = 0; trial < trials; trial++) {
            ChannelOccupancy channel = simulated(on, off, revisit, irregular, looks, random);
            held += channel.interval(confidence).holds(on / (on + off)) ? 1 : 0;
        }
        assertThat(held / (double) trials).isBetween(least, most);
    }

    private static ChannelOccupancy simulated(
            double on, double off, double revisit, boolean irregular, int looks, SplittableRandom random) {
        ChannelCounter counter = new ChannelCounter();
        boolean isOn = random.nextDouble() < on / (on + off);
        double now = 0;
        double change = exponential(isOn ? on : off, random);
        for (int i = 0; i < looks; i++) {
            now += irregular ? revisit * 2 * random.nextDouble() : revisit;
            while (change < now) {
                isOn = !isOn;
                change += exponential(isOn ? on : off, random);
            }
            counter.look(isOn, START.plusNanos((long) (now * 1e9)));
        }
        return new ChannelOccupancy(new ChannelPlan.Channel(1e8, 25e3), counter.take());
    }

    private static double exponential(double mean, SplittableRandom random) {
        return -mean * Math.log1p(-random.nextDouble());
    }
}
