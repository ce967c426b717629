package io.fieldpost.agent.shaping;

import io.fieldpost.config.Origins;
import io.fieldpost.config.Problem;
import io.fieldpost.config.gateway.DerivedPoint;
import io.fieldpost.config.gateway.Statistic;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds what is wrong with derived points as far as their records can't know it: expressions, names that are unknown or used twice. */
public final class ShapingProblems {
    private static final int MOST_NAMES = 10;

    private final Origins written;
    private final List<Problem> found = new ArrayList<>();

    private ShapingProblems(Origins written) {
        this.written = written;
    }

    /** Everything that is wrong with the derived points of a file, in its order. */
    public static List<Problem> of(Origins written) {
        ShapingProblems problems = new ShapingProblems(written);
        for (int i = 0; i < written.itemsAt("sources"); i++) {
            problems.examine("sources[" + i + "]");
        }
        return problems.found;
    }

    private void examine(String source) {
        int derived = written.itemsAt(source + ".derived");
        if (derived == 0) {
            return;
        }
        Map<String, String> points = new HashMap<>();
        for (int j = 0; j < written.itemsAt(source + ".points"); j++) {
            String path = source + ".points[" + j + "].name";
            written.textAt(path).ifPresent(name -> points.putIfAbsent(name, path));
        }
        Names names = new Names(points, namesBelow(source, derived));
        for (int j = 0; j < derived; j++) {
            String path = source + ".derived[" + j + "]";
            inputs(path, names);
            outputs(path, names);
        }
    }

    /**
     * What inputs are looked up among.
     *
     * @param known those of points and of derived points so far, with where they are named
     * @param derived those of all derived points, which are known once they have had their turn
     */
    private record Names(Map<String, String> known, Map<String, String> derived) {}

    private Map<String, String> namesBelow(String source, int derived) {
        Map<String, String> names = new HashMap<>();
        for (int j = 0; j < derived; j++) {
            String path = source + ".derived[" + j + "]";
            outputsOf(path).forEach(name -> names.putIfAbsent(name, path + ".name"));
        }
        return names;
    }

    private void inputs(String path, Names names) {
        text(path, "rate", names);
        text(path, "window", names);
        String expression = written.textAt(path + ".expression").orElse(null);
        if (expression == null) {
            return;
        }
        try {
            for (Expression.Name name : Expression.parse(expression).names()) {
                String complaint = complaint(path, name.name(), names);
                if (complaint != null) {
                    add(path + ".expression", complaint + " (character " + name.position() + ")");
                }
            }
        } catch (ExpressionException e) {
            add(path + ".expression", String.valueOf(e.getMessage()));
        }
    }

    private void text(String path, String key, Names names) {
        String input = written.textAt(path + "." + key).orElse(null);
        String complaint = input == null ? null : complaint(path, input, names);
        if (complaint != null) {
            add(path + "." + key, complaint);
        }
    }

    private @Nullable String complaint(String path, String name, Names names) {
        if (names.known().containsKey(name)) {
            return null;
        }
        String below = names.derived().get(name);
        if (below == null) {
            return "no point '" + shown(name) + "' in this source; " + hint(name, names);
        }
        return below.equals(path + ".name")
                ? "'" + name + "' is made of itself; name another point"
                : "'" + name + "' is derived below, at " + written.placeOf(below) + "; move it above this one";
    }

    private static String shown(String name) {
        return name.codePoints().allMatch(c -> c >= ' ' && c < 0x7f) && name.length() <= 128 ? name : "?";
    }

    private static String hint(String name, Names names) {
        for (String known : names.known().keySet()) {
            if (known.startsWith(name + "/")) {
                return "did you mean '" + known + "'?";
            }
            if (known.startsWith(name + "-")) {
                return "a name with '-' or '/' stands in quotes: '" + known + "'";
            }
        }
        if (names.known().isEmpty()) {
            return "add it to 'points'";
        }
        return names.known().size() > MOST_NAMES
                ? "add it to 'points'"
                : "known: "
                        + String.join(
                                ", ", names.known().keySet().stream().sorted().toList());
    }

    private void outputs(String path, Names names) {
        for (String name : outputsOf(path)) {
            String first = names.known().putIfAbsent(name, path + ".name");
            if (first != null && !isSecondOfTwo(path, first)) {
                add(path + ".name", "name '" + name + "' is used twice; the first is at " + written.placeOf(first));
            }
        }
    }

    /** Two derived points of one written name are told as such already. */
    private boolean isSecondOfTwo(String path, String first) {
        return first.contains(".derived[") && written.textAt(first).equals(written.textAt(path + ".name"));
    }

    /** As {@link DerivedPoint#outputs}, of what may be half written. */
    private List<String> outputsOf(String path) {
        String name = written.textAt(path + ".name").orElse(null);
        if (name == null) {
            return List.of();
        }
        if (written.writtenAt(path + ".window").isEmpty()) {
            return List.of(name);
        }
        int told = written.itemsAt(path + ".statistics");
        List<String> outputs = new ArrayList<>();
        for (Statistic statistic : Statistic.values()) {
            boolean tells = told == 0;
            for (int k = 0; k < told; k++) {
                String word = written.textAt(path + ".statistics[" + k + "]").orElse("");
                tells |= word.toLowerCase(Locale.ROOT).equals(statistic.name().toLowerCase(Locale.ROOT));
            }
            if (tells) {
                outputs.add(DerivedPoint.output(name, statistic));
            }
        }
        return outputs;
    }

    private void add(String path, String message) {
        found.add(written.problem(path, message));
    }
}
