package io.fieldpost.agent.shaping;

import io.fieldpost.agent.shaping.Expression.Kind;
import io.fieldpost.agent.shaping.Term.Operator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads one {@link Expression} by recursive descent: a method for each line of its grammar. */
final class ExpressionParser {
    /** Parentheses and signs inside each other; bounds the recursion. */
    static final int DEEPEST = 50;

    private static final Map<String, Operator> COMPARISONS = operators(
            Operator.LESS,
            Operator.LESS_OR_EQUAL,
            Operator.GREATER,
            Operator.GREATER_OR_EQUAL,
            Operator.EQUAL,
            Operator.NOT_EQUAL);
    private static final Map<String, Operator> SUMS = operators(Operator.ADD, Operator.SUBTRACT);
    private static final Map<String, Operator> PRODUCTS = operators(Operator.MULTIPLY, Operator.DIVIDE);
    private static final Map<String, Operator> BOTH = operators(Operator.AND);
    private static final Map<String, Operator> EITHER = operators(Operator.OR);

    private final List<Token> tokens;
    private final Slots slots = new Slots();
    private int at;
    private int depth;

    /**
     * A part that was read.
     *
     * @param kind what it gives; {@link Kind#ANY} for the value of a point alone
     */
    private record Part(Term term, Kind kind, Token first) {}

    ExpressionParser(List<Token> tokens) {
        this.tokens = tokens;
    }

    private static Map<String, Operator> operators(Operator... all) {
        return Stream.of(all).collect(Collectors.toUnmodifiableMap(each -> each.text, Function.identity()));
    }

    Expression parse() throws ExpressionException {
        Part whole = either();
        Token left = peek();
        if (left.is(")")) {
            throw complaint(left, "a ')' without its '('");
        }
        if (left.kind() != Token.Kind.END) {
            throw complaint(
                    left,
                    left.quoted()
                            + " stands where the expression could end; an operator such as '+' or 'and' is missing before it");
        }
        if (slots.names().isEmpty()) {
            throw complaint(
                    whole.first,
                    "no point's name stands in it, so it is the same for ever; write it like 'line_1 + line_2'");
        }
        Kind result = whole.term instanceof Term.Slot slot ? slots.kind(slot.index()) : whole.kind;
        return new Expression(whole.term, slots.names(), slots.kinds(), slots.alike(), result);
    }

    private Part either() throws ExpressionException {
        Part left = both();
        for (Operator operator = take(EITHER); operator != null; operator = take(EITHER)) {
            left = binary(operator, left, both(), Kind.TRUTH, Kind.TRUTH);
        }
        return left;
    }

    private Part both() throws ExpressionException {
        Part left = truth();
        for (Operator operator = take(BOTH); operator != null; operator = take(BOTH)) {
            left = binary(operator, left, truth(), Kind.TRUTH, Kind.TRUTH);
        }
        return left;
    }

    private Part truth() throws ExpressionException {
        Token first = peek();
        if (!first.is("not")) {
            return comparison();
        }
        at++;
        deeper(first);
        Part part = truth();
        depth--;
        require(part, Kind.TRUTH, "not");
        return new Part(new Term.Not(part.term), Kind.TRUTH, first);
    }

    private Part comparison() throws ExpressionException {
        Part left = sum();
        Operator operator = take(COMPARISONS);
        if (operator == null) {
            return left;
        }
        Part right = sum();
        Token next = peek();
        if (next.kind() == Token.Kind.SIGN && COMPARISONS.containsKey(next.text())) {
            throw complaint(next, "a second comparison follows the first; write it like '0 < speed and speed < 10'");
        }
        if (operator != Operator.EQUAL && operator != Operator.NOT_EQUAL) {
            return binary(operator, left, right, Kind.NUMBER, Kind.TRUTH);
        }
        return equality(operator, left, right);
    }

    private Part equality(Operator operator, Part left, Part right) throws ExpressionException {
        Kind kind = kind(left) == Kind.ANY ? kind(right) : kind(left);
        if (kind != Kind.ANY) {
            return binary(operator, left, right, kind, Kind.TRUTH);
        }
        if (left.term instanceof Term.Slot one && right.term instanceof Term.Slot other) {
            slots.compared(one.index(), other.index());
        }
        return new Part(new Term.Binary(operator, left.term, right.term), Kind.TRUTH, left.first);
    }

    private Part sum() throws ExpressionException {
        Part left = product();
        for (Operator operator = take(SUMS); operator != null; operator = take(SUMS)) {
            left = binary(operator, left, product(), Kind.NUMBER, Kind.NUMBER);
        }
        return left;
    }

    private Part product() throws ExpressionException {
        Part left = signed();
        for (Operator operator = take(PRODUCTS); operator != null; operator = take(PRODUCTS)) {
            left = binary(operator, left, signed(), Kind.NUMBER, Kind.NUMBER);
        }
        return left;
    }

    private Part signed() throws ExpressionException {
        Token token = peek();
        at++;
        if (token.is("-")) {
            deeper(token);
            Part part = signed();
            depth--;
            require(part, Kind.NUMBER, "-");
            return new Part(new Term.Negative(part.term), Kind.NUMBER, token);
        }
        if (token.is("(")) {
            return inParentheses(token);
        }
        return switch (token.kind()) {
            case NUMBER -> new Part(new Term.Constant(number(token)), Kind.NUMBER, token);
            case NAME -> new Part(new Term.Slot(slots.of(token)), Kind.ANY, token);
            default -> word(token);
        };
    }

    private Part word(Token token) throws ExpressionException {
        if (token.is("true") || token.is("false")) {
            return new Part(new Term.Constant(token.is("true") ? 1 : 0), Kind.TRUTH, token);
        }
        throw complaint(token, "a name, a number or '(' is missing before " + token.quoted());
    }

    private static double number(Token token) throws ExpressionException {
        double number = Double.parseDouble(token.text());
        if (Double.isInfinite(number)) {
            throw complaint(token, "the number " + token.quoted() + " is too large");
        }
        return number;
    }

    private Part inParentheses(Token open) throws ExpressionException {
        deeper(open);
        Part inner = either();
        depth--;
        if (!peek().is(")")) {
            throw complaint(
                    peek(),
                    "a ')' is missing before " + peek().quoted() + ", for the '(' at character " + open.position());
        }
        at++;
        return new Part(inner.term, inner.kind, open);
    }

    private void deeper(Token token) throws ExpressionException {
        if (++depth > DEEPEST) {
            throw complaint(token, "more than " + DEEPEST + " parentheses and signs stand inside each other");
        }
    }

    private Part binary(Operator operator, Part left, Part right, Kind takes, Kind gives) throws ExpressionException {
        require(left, takes, operator.text);
        require(right, takes, operator.text);
        return new Part(new Term.Binary(operator, left.term, right.term), gives, left.first);
    }

    private Kind kind(Part part) {
        return part.term instanceof Term.Slot slot ? slots.kind(slot.index()) : part.kind;
    }

    private void require(Part part, Kind kind, String operator) throws ExpressionException {
        Kind found = kind(part);
        if (found == Kind.ANY && part.term instanceof Term.Slot slot) {
            slots.use(slot.index(), kind);
        } else if (found != kind) {
            String what = part.term instanceof Term.Slot slot
                    ? "'" + slots.names().get(slot.index()).name() + "' is used as " + found.text + " elsewhere"
                    : "this is " + found.text;
            throw complaint(part.first, what + ", and '" + operator + "' needs " + kind.text);
        }
    }

    private Token peek() {
        return tokens.get(Math.min(at, tokens.size() - 1));
    }

    /** The operator that comes next, if it is one of these. */
    private @Nullable Operator take(Map<String, Operator> operators) {
        Token token = peek();
        Operator found =
                token.kind() == Token.Kind.SIGN || token.kind() == Token.Kind.WORD ? operators.get(token.text()) : null;
        at += found == null ? 0 : 1;
        return found;
    }

    private static ExpressionException complaint(Token at, String fact) {
        return new ExpressionException(at.position(), fact);
    }
}
