package io.fieldpost.agent.shaping;

import java.util.List;
import java.util.Map;

/**
 * The parts of one source's shaping.
 *
 * @param channels the points that are shaped or that others are made of, by name
 * @param all these, and those of derived points
 * @param isTimeless whether nothing in it looks at the time
 */
record Plan(
        Map<String, Channel> channels,
        List<Channel> all,
        Tally tally,
        Moment moment,
        List<ClockWindow> windows,
        List<CounterRate> rates,
        boolean isTimeless) {}
