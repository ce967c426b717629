package io.fieldpost.opcua;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.enumerated.DeadbandType;
import org.eclipse.milo.opcua.stack.core.types.structured.DataChangeFilter;
import org.jspecify.annotations.Nullable;

/** How each point of a source is watched: the source's settings, and the rules for some of them. Points of the same rules share one answer. */
final class MonitoringRules {
    private final OpcUaSettings settings;
    private final List<Pattern> names = new ArrayList<>();
    private final Map<List<MonitoringRule>, ItemParameters> known = new HashMap<>();

    MonitoringRules(OpcUaSettings settings) {
        this.settings = settings;
        for (MonitoringRule rule : settings.monitoring()) {
            names.add(Pattern.compile(
                    rule.points().stream().map(MonitoringRules::pattern).collect(Collectors.joining("|"))));
        }
    }

    private static String pattern(String name) {
        return List.of(name.split("\\*", -1)).stream().map(Pattern::quote).collect(Collectors.joining(".*"));
    }

    ItemParameters of(String point) {
        List<MonitoringRule> rules = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).matcher(point).matches()) {
                rules.add(settings.monitoring().get(i));
            }
        }
        return known.computeIfAbsent(rules, this::parameters);
    }

    private ItemParameters parameters(List<MonitoringRule> rules) {
        Duration sampling = first(rules, MonitoringRule::samplingInterval);
        Integer queue = first(rules, MonitoringRule::queueSize);
        Discard discard = first(rules, MonitoringRule::discard);
        Trigger trigger = first(rules, MonitoringRule::trigger);
        String deadband = first(rules, MonitoringRule::deadband);
        Boolean poll = first(rules, MonitoringRule::poll);
        return new ItemParameters(
                sampling == null ? settings.samplingMillis() : OpcUaSettings.millis(sampling),
                UInteger.valueOf(queue == null ? settings.queueSize() : queue),
                (discard == null ? settings.discard() : discard) == Discard.oldest,
                filter(trigger, deadband),
                poll != null && poll);
    }

    private static @Nullable DataChangeFilter filter(@Nullable Trigger trigger, @Nullable String deadband) {
        if (trigger == null && deadband == null) {
            return null;
        }
        Trigger used = trigger == null ? Trigger.value : trigger;
        if (deadband == null) {
            return new DataChangeFilter(used.milo(), UInteger.valueOf(DeadbandType.None.getValue()), 0.0);
        }
        boolean percent = deadband.endsWith("%");
        DeadbandType type = percent ? DeadbandType.Percent : DeadbandType.Absolute;
        double width = percent ? MonitoringRule.percent(deadband) : Double.parseDouble(deadband);
        return new DataChangeFilter(used.milo(), UInteger.valueOf(type.getValue()), width);
    }

    private static <T> @Nullable T first(List<MonitoringRule> rules, Function<MonitoringRule, @Nullable T> setting) {
        for (MonitoringRule rule : rules) {
            T value = setting.apply(rule);
            if (value != null) {
                return value;
            }
        }
        return null;
    }
}
