package io.fieldpost.agent.shaping;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Takes an expression apart into its words. */
final class Tokens {
    private static final Set<String> WORDS = Set.of("and", "or", "not", "true", "false");
    private static final List<String> SIGNS = List.of("<=", ">=", "==", "!=", "<", ">", "+", "-", "*", "/", "(", ")");
    /** What people write who know other languages. */
    private static final Map<String, String> MEANT =
            Map.of("&&", "and", "||", "or", "<>", "!=", "!", "not", "=", "==", "&", "and", "|", "or");

    private final String text;
    private final List<Token> found = new ArrayList<>();
    private int at;

    private Tokens(String text) {
        this.text = text;
    }

    /** The words of a text in their order, the last one {@link Token.Kind#END}. */
    static List<Token> of(String text) throws ExpressionException {
        Tokens tokens = new Tokens(text);
        while (tokens.skipSpace()) {
            tokens.next();
        }
        tokens.add(Token.Kind.END, text.length());
        return tokens.found;
    }

    private boolean skipSpace() {
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\n' || text.charAt(at) == '\t')) {
            at++;
        }
        return at < text.length();
    }

    private void next() throws ExpressionException {
        char c = text.charAt(at);
        if (isDigit(c)) {
            number();
        } else if (isLetter(c)) {
            int end = end(at);
            String word = text.substring(at, end);
            add(WORDS.contains(word) ? Token.Kind.WORD : Token.Kind.NAME, end);
        } else if (c == '\'') {
            quotedName();
        } else {
            sign();
        }
    }

    private void number() throws ExpressionException {
        int end = digits(at);
        if (end + 1 < text.length() && text.charAt(end) == '.' && isDigit(text.charAt(end + 1))) {
            end = digits(end + 1);
        }
        if (end < text.length() && (text.charAt(end) == 'e' || text.charAt(end) == 'E')) {
            int exponent = end + 1;
            if (exponent < text.length() && (text.charAt(exponent) == '+' || text.charAt(exponent) == '-')) {
                exponent++;
            }
            end = exponent < text.length() && isDigit(text.charAt(exponent)) ? digits(exponent) : end;
        }
        if (end < text.length() && (isLetter(text.charAt(end)) || text.charAt(end) == '.')) {
            throw complaint("'" + text.substring(at, end(end))
                    + "' is neither a number nor a name; a name that begins with a digit stands in quotes");
        }
        add(Token.Kind.NUMBER, end);
    }

    private void quotedName() throws ExpressionException {
        int end = text.indexOf('\'', at + 1);
        if (end < 0) {
            throw complaint("the quote before a name is never closed; write it like 'line-1'");
        }
        if (end == at + 1) {
            throw complaint("there is no name between the quotes; write it like 'line-1'");
        }
        found.add(new Token(Token.Kind.NAME, text.substring(at + 1, end), at + 1));
        at = end + 1;
    }

    private void sign() throws ExpressionException {
        for (String sign : SIGNS) {
            if (text.startsWith(sign, at)) {
                add(Token.Kind.SIGN, at + sign.length());
                return;
            }
        }
        String two = text.substring(at, Math.min(text.length(), at + 2));
        String one = two.substring(0, 1);
        String meant = MEANT.getOrDefault(two, MEANT.getOrDefault(one, ""));
        if (!meant.isEmpty()) {
            throw complaint("'" + (MEANT.containsKey(two) ? two : one) + "' means nothing here; write '" + meant + "'");
        }
        String shown = printable(text.codePointAt(at));
        throw complaint(shown + " means nothing here; allowed: names of points, numbers and + - * / ( ) < <= > >= == !="
                + " and or not");
    }

    private static String printable(int c) {
        return c > ' ' && c < 0x7f
                ? "'" + Character.toString(c) + "'"
                : String.format(Locale.ROOT, "the character U+%04X", c);
    }

    private int digits(int from) {
        int end = from;
        while (end < text.length() && isDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private int end(int from) {
        int end = from;
        while (end < text.length()
                && (isLetter(text.charAt(end)) || isDigit(text.charAt(end)) || text.charAt(end) == '.')) {
            end++;
        }
        return end;
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private void add(Token.Kind kind, int end) {
        found.add(new Token(kind, text.substring(at, end), at + 1));
        at = end;
    }

    private ExpressionException complaint(String fact) {
        return new ExpressionException(at + 1, fact);
    }
}
