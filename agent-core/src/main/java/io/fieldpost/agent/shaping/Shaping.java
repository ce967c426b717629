package io.fieldpost.agent.shaping;

import io.fieldpost.config.gateway.Source;
import io.fieldpost.driver.Measurement;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one source's measurements go through before they are kept: scale, clamp, deadband, heartbeat, interval, and the points that are
 * derived from them. Points of which nothing is written pass as they are, and cost one look-up; in a source that has none but those, not
 * even that.
 *
 * <p>A step function of the monotonic time, beside the measurements that come. Not safe for threads: its owner's lock guards it, and the
 * {@link Outlet} is called with that lock held.
 */
public final class Shaping {
    private final Outlet outlet;
    private final Plan plan;
    private final Tally tally;
    private final @Nullable CounterMemory memory;

    private Shaping(Outlet outlet, Plan plan, @Nullable CounterMemory memory) {
        this.outlet = outlet;
        this.plan = plan;
        this.tally = plan.tally();
        this.memory = memory;
    }

    /**
     * The shaping of a source as configured. Reads the last counts of its counters from the source's directory where rates are told of
     * any.
     *
     * @param directory the source's own; made when there is something to write
     * @throws IllegalArgumentException when a derived point can't be made, which {@link ShapingProblems} would have found
     */
    public static Shaping of(Source source, Path directory, Outlet outlet) {
        boolean counts = source.derived().stream().anyMatch(point -> point.rate() != null);
        CounterMemory memory = counts ? new CounterMemory(source.name(), directory) : null;
        Plan plan = new PlanMaker(source, outlet, memory).make();
        return new Shaping(outlet, plan, memory);
    }

    /** Whether nothing is shaped and nothing derived, so that nothing has to come here. */
    public boolean isIdle() {
        return plan.all().isEmpty();
    }

    /** Whether nothing in it looks at the time: {@link #accept} takes any, and {@link #step} is never due. */
    public boolean isTimeless() {
        return plan.isTimeless();
    }

    /** Takes a measurement of any of the source's points. */
    public void accept(Measurement measurement, long now) {
        Channel channel =
                isIdle() ? null : plan.channels().get(measurement.point().name());
        if (channel == null) {
            outlet.see(measurement);
            outlet.keep(measurement);
        } else {
            channel.pass(measurement, now);
        }
    }

    /** What comes until {@link #endTogether} was read at once, and derived values are made of all of it. */
    public void beginTogether(long now) {
        plan.moment().begin(now);
    }

    /** Ends what {@link #beginTogether} has begun. */
    public void endTogether(long now) {
        plan.moment().end(now);
    }

    /**
     * Does what is due by the clock: ends intervals, closes windows, gives signs of life.
     *
     * @param time the gateway's wall clock
     * @param silenceIsNoChange whether the source is one that tells changes, and at work: then a value that was not told anew is the
     *     same still
     */
    public void step(long now, Instant time, boolean silenceIsNoChange) {
        if (tally.nanosUntilTurn(now) > 0) {
            return;
        }
        tally.begin(now);
        for (Channel channel : plan.all()) {
            channel.step(now, time, silenceIsNoChange);
        }
        for (ClockWindow window : plan.windows()) {
            window.step(now, time);
        }
        plan.moment().step(now);
    }

    /** Gives what was held back, because nothing comes after it. An open window is not told. */
    public void finish(long now) {
        plan.moment().end(now);
        plan.all().forEach(channel -> channel.release(now));
        tally.begin(now);
    }

    /** Nanoseconds until {@link #step} is due; {@link Long#MAX_VALUE} when only a measurement can bring something to do. */
    public long nanosUntilStep(long now) {
        return tally.nanosUntilTurn(now);
    }

    /**
     * What has to be remembered over a restart of the agent, if it is time to write it down.
     *
     * @param now monotonic nanoseconds
     * @param atTheEnd whether this is the last time
     * @return writes it to the card; takes its time, so to be run without the lock. Null when nothing is due
     */
    public @Nullable Runnable save(long now, boolean atTheEnd) {
        return memory == null ? null : memory.save(plan.rates(), now, atTheEnd);
    }

    /** Values that were left out since the start: no news, or not the last of their interval. */
    public long leftOut() {
        return tally.leftOut;
    }

    /** Values that came too late for a window or a rate since the start. */
    public long late() {
        return tally.late;
    }

    /** The number of the last value that was held back; they are counted from 1. */
    public long held() {
        return tally.held;
    }

    /** The number of the oldest value that is held back now; {@link Long#MAX_VALUE} when there is none. */
    public long oldestHeld() {
        long oldest = Long.MAX_VALUE;
        for (Channel channel : plan.all()) {
            oldest = Math.min(oldest, channel.heldNumber());
        }
        return oldest;
    }
}
