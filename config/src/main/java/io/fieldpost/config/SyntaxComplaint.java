package io.fieldpost.config;

import java.util.List;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;

/** Says in a technician's words why a text is not YAML, at the place where the hand has to go. Never quotes the text itself. */
final class SyntaxComplaint {
    private static final String QUOTES = "put the value in quotes";
    private static final List<Wording> WORDINGS = List.of(
            new Wording(
                    "mapping values are not allowed",
                    false,
                    "a ':' where no key can be; begin this line exactly below its neighbours, or " + QUOTES),
            new Wording("expected ',' or ']'", true, "this '[' is never closed; allowed: [ a, b ] with commas between"),
            new Wording(
                    "expected ',' or '}'",
                    true,
                    "this '{' is never closed; allowed: { a: 1, b: 2 } with commas between"),
            new Wording("unexpected end of stream", true, "this quote is never closed"),
            new Wording("found unexpected document separator", true, "this quote is never closed"),
            new Wording("could not find expected ':'", true, "a key without ':'; allowed: key: value"),
            new Wording(
                    "unknown escape character",
                    false,
                    "an unknown '\\' in double quotes; write '\\\\' or use single quotes"),
            new Wording("found '}'", false, "a '}' without its '{'"),
            new Wording("found ']'", false, "a ']' without its '['"),
            new Wording("found ','", false, "a ',' where a value belongs"),
            new Wording("found '<scalar>'", false, "text after the end of a value; put the whole value in quotes"),
            new Wording(
                    "expected <block end>",
                    false,
                    "this line does not begin below its neighbours; lines that belong"
                            + " together begin in the same column"),
            new Wording("cannot start any token", false, "a value cannot begin with this character; " + QUOTES),
            new Wording("chomping or indentation", false, "text after '|' or '>'; " + QUOTES),
            new Wording("unexpected character found", false, "a value cannot begin with '&' or '*'; " + QUOTES),
            new Wording(
                    "block sequence entries are not allowed",
                    false,
                    "a '-' where no list can begin; put each '- ' on a" + " line of its own"));

    private SyntaxComplaint() {}

    static void add(RuntimeException broken, String text, Problems problems) {
        if (broken instanceof ReaderException unreadable) {
            int offset = text.offsetByCodePoints(
                    0, Math.min(unreadable.getPosition(), text.codePointCount(0, text.length())));
            int[] place = TextLines.lineAndColumn(text, offset);
            String character = String.format("U+%04X", unreadable.getCodePoint());
            problems.add(place[0], place[1], "", "the character " + character + " is not allowed; remove it");
        } else if (broken instanceof MarkedYamlEngineException marked
                && marked.getProblemMark().isPresent()) {
            add(marked, marked.getProblemMark().get(), text, problems);
        } else {
            problems.add(1, 1, "", "not YAML that can be read; remove the lines that begin with '%'");
        }
    }

    private static void add(MarkedYamlEngineException broken, Mark mark, String text, Problems problems) {
        String reason = String.valueOf(broken.getProblem());
        if (reason.contains("(TAB)")) {
            problems.add(mark.getLine() + 1, mark.getColumn() + 1, "", "a tab; allowed: spaces, two for each level");
            return;
        }
        int[] glued = valueGluedToItsKey(text, mark.getLine());
        if (glued.length > 0 && reason.contains("mapping values")) {
            problems.add(glued[0], glued[1], "", "a space is missing after this ':'; allowed: key: value");
            return;
        }
        Wording wording = WORDINGS.stream()
                .filter(known -> reason.contains(known.fragment))
                .findFirst()
                .orElse(new Wording("", false, "not YAML here; " + QUOTES + " if it is meant as text"));
        Mark at = wording.atBeginning ? broken.getContextMark().orElse(mark) : mark;
        problems.add(at.getLine() + 1, at.getColumn() + 1, "", wording.words);
    }

    /** Finds {@code key:value} on the line above (counted from 0): YAML takes it for the first half of a longer key. */
    private static int[] valueGluedToItsKey(String text, int line) {
        String[] lines = text.split("\r\n|\r|\n", line + 1);
        if (line == 0 || line > lines.length) {
            return new int[0];
        }
        String above = lines[line - 1];
        int colon = above.indexOf(':');
        boolean glued = colon > 0
                && colon + 1 < above.length()
                && above.charAt(colon + 1) != ' '
                && above.chars()
                        .limit(colon)
                        .allMatch(c -> c == ' ' || c == '-' || c == '_' || Character.isLetterOrDigit(c));
        return glued ? new int[] {line, above.codePointCount(0, colon) + 1} : new int[0];
    }

    /** The library's reason, whether its context mark is the better place, and our words for it. */
    private record Wording(String fragment, boolean atBeginning, String words) {}
}
