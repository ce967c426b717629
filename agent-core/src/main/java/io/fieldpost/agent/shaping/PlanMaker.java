package io.fieldpost.agent.shaping;

import io.fieldpost.config.gateway.DerivedPoint;
import io.fieldpost.config.gateway.PointSettings;
import io.fieldpost.config.gateway.Source;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.ValueType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts the shaping of one source together from its configuration. */
final class PlanMaker {
    private final Source source;
    private final Outlet outlet;
    private final @Nullable CounterMemory memory;
    private final Tally tally = new Tally();
    private final Moment moment = new Moment(tally);
    private final Map<String, PointSettings> points = new HashMap<>();
    /** Those that measurements of the driver go through; derived points' own are not found by a driver that uses their name. */
    private final Map<String, Channel> channels = new HashMap<>();

    private final Map<String, Channel> derived = new HashMap<>();
    private final List<Channel> all = new ArrayList<>();
    private final List<ClockWindow> windows = new ArrayList<>();
    private final List<CounterRate> rates = new ArrayList<>();

    PlanMaker(Source source, Outlet outlet, @Nullable CounterMemory memory) {
        this.source = source;
        this.outlet = outlet;
        this.memory = memory;
    }

    Plan make() {
        for (PointSettings point : source.points()) {
            points.put(point.name(), point);
            if (isShaped(point)) {
                channels.put(point.name(), channel(point));
            }
        }
        source.derived().forEach(this::derive);
        return new Plan(
                Collections.unmodifiableMap(channels),
                List.copyOf(all),
                tally,
                moment,
                List.copyOf(windows),
                List.copyOf(rates),
                isTimeless());
    }

    private boolean isTimeless() {
        return source.derived().isEmpty()
                && source.points().stream().allMatch(point -> point.heartbeat() == null && point.atMostEvery() == null);
    }

    private static boolean isShaped(PointSettings point) {
        return point.isScaled()
                || !point.clamp().isEmpty()
                || point.deadband() != null
                || point.heartbeat() != null
                || point.atMostEvery() != null;
    }

    private Channel channel(PointSettings point) {
        Scaling scaling = Scaling.of(point.scale(), point.offset());
        Clamp clamp = Clamp.of(point.clamp());
        Levels levels = scaling == null && clamp == null ? null : new Levels(scaling, clamp);
        return channel(levels, new Gate(outlet, tally, point.deadband(), point.heartbeat(), point.atMostEvery()));
    }

    private Channel channel(@Nullable Levels levels, Gate gate) {
        Channel made = new Channel(outlet, tally, levels, gate);
        all.add(made);
        return made;
    }

    private void derive(DerivedPoint point) {
        if (point.expression() != null) {
            calculate(point, point.expression());
        } else if (point.rate() != null) {
            rate(point, point.rate());
        } else if (point.window() != null && point.length() != null) {
            window(point, point.window(), point.length());
        }
    }

    private void calculate(DerivedPoint settings, String text) {
        Expression expression;
        try {
            expression = Expression.parse(text);
        } catch (ExpressionException e) {
            throw new IllegalArgumentException("derived point " + settings.name() + ": " + e.getMessage(), e);
        }
        ValueType type = switch (expression.result()) {
            case NUMBER -> ValueType.REAL;
            case TRUTH -> ValueType.BOOL;
            case ANY -> ValueType.ANY;
        };
        Channel output = output(settings);
        Calculation calculation =
                new Calculation(expression, point(settings.name(), type, settings.unit()), output, moment);
        for (int i = 0; i < expression.names().size(); i++) {
            int slot = i;
            input(settings, expression.names().get(i).name())
                    .alsoTo((measurement, now) -> calculation.take(slot, measurement, now));
        }
        moment.add(calculation);
        derived.put(settings.name(), output);
    }

    private void rate(DerivedPoint settings, String counter) {
        Channel output = output(settings);
        String of = CounterFile.digits(counter + '\n' + identity(counter));
        CounterRate rate = new CounterRate(
                point(settings.name(), ValueType.REAL, settings.unit()),
                of,
                output,
                tally,
                new CounterRate.Terms(
                        settings.per() == null ? Duration.ofSeconds(1) : settings.per(),
                        settings.length(),
                        settings.rollsOverAt()),
                memory == null ? null : memory.last(settings.name(), of));
        input(settings, counter).alsoTo(rate);
        rates.add(rate);
        derived.put(settings.name(), output);
    }

    /** What a count means: read elsewhere or scaled otherwise, it is another. */
    private String identity(String counter) {
        PointSettings point = points.get(counter);
        return point == null ? "" : point.address() + '\n' + point.scale() + '\n' + point.offset();
    }

    private void window(DerivedPoint settings, String point, Duration length) {
        List<WindowPoints.Output> outputs = settings.told().stream()
                .map(statistic -> {
                    String name = DerivedPoint.output(settings.name(), statistic);
                    Channel output = output(settings);
                    return new WindowPoints.Output(statistic, point(name, ValueType.REAL, settings.unit()), output);
                })
                .toList();
        ClockWindow window = new ClockWindow(length, tally, new WindowPoints(outputs));
        input(settings, point).alsoTo(window);
        outputs.forEach(output -> derived.put(output.point().name(), output.channel()));
        windows.add(window);
    }

    private Channel output(DerivedPoint settings) {
        return channel(
                null, new Gate(outlet, tally, settings.deadband(), settings.heartbeat(), settings.atMostEvery()));
    }

    private Channel input(DerivedPoint settings, String name) {
        Channel known = derived.get(name);
        if (known != null) {
            return known;
        }
        if (!points.containsKey(name)) {
            throw new IllegalArgumentException("derived point " + settings.name() + ": there is no point " + name);
        }
        return channels.computeIfAbsent(name, unused -> channel(null, new Gate(outlet, tally, null, null, null)));
    }

    private Point point(String name, ValueType type, String unit) {
        return new Point(source.name(), name, "", type, unit);
    }
}
