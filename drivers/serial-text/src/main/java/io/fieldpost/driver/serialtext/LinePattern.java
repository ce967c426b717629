package io.fieldpost.driver.serialtext;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** A regular expression for whole lines, so that half a line with half a number is no value. */
final class LinePattern implements Place {
    private static final String VALUE = "value";
    private static final String UNIT = "unit";
    private static final String STATUS = "status";
    private static final int LONGEST = 500;
    private static final Pattern LARGE_REPETITION = Pattern.compile("\\{(?:[0-9]*,)?[0-9]{4,}");

    private final Pattern pattern;
    private final boolean valueNamed;
    private final boolean unitNamed;
    private final boolean statusNamed;

    private LinePattern(Pattern pattern) {
        this.pattern = pattern;
        this.valueNamed = hasGroup(pattern, VALUE);
        this.unitNamed = hasGroup(pattern, UNIT);
        this.statusNamed = hasGroup(pattern, STATUS);
    }

    static LinePattern parse(String regex) throws AddressException {
        LinePattern parsed = new LinePattern(compiled(regex));
        if (!parsed.valueNamed && parsed.pattern.matcher("").groupCount() == 0) {
            throw new AddressException(
                    "the pattern has no group: put what is the value in parentheses, like (?<value>[0-9.]+)");
        }
        if (!parsed.valueNamed && (parsed.unitNamed || parsed.statusNamed)) {
            throw new AddressException("beside a unit or a status the value needs its name too: (?<value>[0-9.]+)");
        }
        return parsed;
    }

    /** An expression that is compiled, and whose repetitions end. */
    static Pattern compiled(String regex) throws AddressException {
        if (regex.isEmpty() || regex.length() > LONGEST) {
            throw new AddressException("a pattern has 1 to " + LONGEST + " characters, this one " + regex.length());
        }
        if (LARGE_REPETITION.matcher(regex).find()) {
            throw new AddressException("a pattern repeats 999 times at most; lines are not longer");
        }
        try {
            return Pattern.compile(regex);
        } catch (PatternSyntaxException e) {
            throw new AddressException(
                    "not a regular expression at character " + (e.getIndex() + 1) + ": " + e.getDescription());
        }
    }

    /** Java 17 does not tell which names an expression has, but a match does. */
    private static boolean hasGroup(Pattern pattern, String name) {
        if (!pattern.pattern().contains("(?<" + name + ">")) {
            return false;
        }
        try {
            Matcher empty = Pattern.compile("(?:" + pattern.pattern() + ")|").matcher("");
            return empty.matches() && empty.start(name) >= -1;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    @Override
    public Found in(TextLine line) {
        Matcher matcher = pattern.matcher(new BoundedText(line.text()));
        try {
            if (!matcher.matches()) {
                return new Found.NotAbout();
            }
        } catch (BoundedText.Exhausted | StackOverflowError e) {
            return new Found.GivenUp();
        }
        String value = valueNamed ? matcher.group(VALUE) : matcher.group(1);
        return new Found.Reading(
                value == null ? "" : value,
                unitNamed ? orEmpty(matcher.group(UNIT)) : null,
                statusNamed ? orEmpty(matcher.group(STATUS)) : null);
    }

    private static String orEmpty(@Nullable String group) {
        return group == null ? "" : group;
    }
}
