package io.fieldpost.opcua.value;

import io.fieldpost.driver.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.milo.opcua.stack.core.NamespaceTable;
import org.eclipse.milo.opcua.stack.core.types.builtin.ByteString;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.DiagnosticInfo;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExpandedNodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExtensionObject;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.Matrix;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.builtin.XmlElement;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.ULong;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UNumber;
import org.jspecify.annotations.Nullable;

/**
 * OPC UA's built-in types (Part 6, 5.1.2) as values; the README has the table. Numbers keep every digit: what no 64-bit number holds
 * becomes text. Scalars allocate nothing beyond the value.
 */
final class Values {
    static final Value.Absent ABSENT = new Value.Absent();
    private static final RecentTimes TIMES = new RecentTimes();

    private static final Value.Bool TRUE = new Value.Bool(true);
    private static final Value.Bool FALSE = new Value.Bool(false);

    /** Part 6, 5.2.2.5: a time from here on stands for "no end". */
    private static final Instant NO_END = Instant.parse("9999-12-31T23:59:59Z");

    private final NodeTexts nodes;
    private final Arrays arrays;
    private final Structures structures;

    Values(NamespaceTable namespaces, DataTypes types, EnumerationStyle style) {
        nodes = new NodeTexts(namespaces);
        arrays = new Arrays(this);
        structures = new Structures(this, types, style);
    }

    /** How nodes and qualified names are written. */
    NodeTexts nodes() {
        return nodes;
    }

    Structures structures() {
        return structures;
    }

    /**
     * The value of what Milo decoded.
     *
     * @param decoded the content of a Variant
     * @return {@link Value.Absent} for nothing
     * @throws ValueException for what can't be carried
     */
    Value of(@Nullable Object decoded) {
        Value scalar = scalar(decoded);
        return scalar != null ? scalar : composite(decoded, new Budget());
    }

    /** The same as a part of a greater value. */
    Value of(@Nullable Object decoded, Budget budget) {
        Value scalar = scalar(decoded);
        return scalar != null ? scalar : composite(decoded, budget);
    }

    /** The value of a variable that is an enumeration: one of them, or an array. */
    Value named(@Nullable Object decoded, Shape.Enumeration enumeration) {
        if (decoded instanceof Integer number) {
            return structures.enumeration(number, enumeration.names());
        }
        Integer[] numbers = (Integer[]) Objects.requireNonNull(decoded);
        Budget budget = new Budget();
        budget.take(2L * numbers.length);
        List<Value> elements = new ArrayList<>(numbers.length);
        for (Integer number : numbers) {
            elements.add(structures.enumeration(number, enumeration.names()));
        }
        return new Value.Array(elements);
    }

    private @Nullable Value scalar(@Nullable Object decoded) {
        if (decoded == null) {
            return ABSENT;
        }
        if (decoded instanceof Double || decoded instanceof Float) {
            return new Value.Real(((Number) decoded).doubleValue());
        }
        if (decoded instanceof Boolean bool) {
            return bool(bool);
        }
        if (decoded instanceof ULong big && big.longValue() < 0) {
            return new Value.Text(Long.toUnsignedString(big.longValue()));
        }
        if (decoded instanceof Number number && isWhole(number)) {
            return new Value.Int(number.longValue());
        }
        return decoded instanceof String text ? new Value.Text(text) : named(decoded);
    }

    static Value bool(boolean value) {
        return value ? TRUE : FALSE;
    }

    private static boolean isWhole(Number number) {
        return number instanceof Integer
                || number instanceof Long
                || number instanceof Short
                || number instanceof Byte
                || number instanceof UNumber;
    }

    private @Nullable Value named(Object decoded) {
        if (decoded instanceof StatusCode status) {
            return new Value.Int(status.getValue());
        }
        if (decoded instanceof ByteString bytes) {
            return bytes.isNull() ? ABSENT : new Value.Bytes(bytes.bytesOrEmpty());
        }
        if (decoded instanceof LocalizedText localized) {
            return text(localized.text());
        }
        if (decoded instanceof QualifiedName name) {
            return text(nodes.of(name));
        }
        if (decoded instanceof XmlElement xml) {
            return text(xml.fragment());
        }
        if (decoded instanceof DateTime time) {
            Instant instant = instant(time);
            return instant == null ? ABSENT : text((instant.isAfter(NO_END) ? NO_END : instant).toString());
        }
        if (decoded instanceof NodeId node) {
            return node.isNull() ? ABSENT : text(nodes.of(node));
        }
        if (decoded instanceof ExpandedNodeId node) {
            return node.isNull() ? ABSENT : text(nodes.of(node));
        }
        return decoded instanceof UUID ? text(decoded.toString()) : null;
    }

    private Value composite(@Nullable Object decoded, Budget budget) {
        if (decoded instanceof Object[] elements) {
            return arrays.of(elements, budget);
        }
        budget.enter();
        Value value;
        if (decoded instanceof Variant variant) {
            value = of(variant.value(), budget);
        } else if (decoded instanceof Matrix matrix) {
            value = arrays.of(matrix, budget);
        } else if (decoded instanceof ExtensionObject structure) {
            value = structures.of(structure, budget);
        } else if (decoded instanceof DataValue reading) {
            value = reading(reading, budget);
        } else if (decoded instanceof DiagnosticInfo info) {
            value = diagnostic(info, budget);
        } else {
            throw new ValueException("a value of a kind that OPC UA does not have: "
                    + (decoded == null ? "" : decoded.getClass().getSimpleName()));
        }
        budget.leave();
        return value;
    }

    /** A DataValue within a value, all of it. */
    private Value reading(DataValue reading, Budget budget) {
        budget.take(4);
        Map<String, Value> fields = new LinkedHashMap<>();
        fields.put("value", of(reading.value().value(), budget));
        fields.put("status", new Value.Int(reading.statusCode().getValue()));
        fields.put("source_time", time(reading.sourceTime()));
        fields.put("server_time", time(reading.serverTime()));
        return new Value.Record(fields);
    }

    private Value time(@Nullable DateTime time) {
        return time == null ? ABSENT : of(time);
    }

    /** The numbers are places in the string table of a response that is gone; the rest may help a person. */
    private Value diagnostic(DiagnosticInfo info, Budget budget) {
        budget.take(3);
        Map<String, Value> fields = new LinkedHashMap<>();
        fields.put("symbolic_id", new Value.Int(info.symbolicId()));
        fields.put("additional_info", text(info.additionalInfo()));
        StatusCode inner = info.innerStatusCode();
        fields.put("inner_status", inner == null ? ABSENT : new Value.Int(inner.getValue()));
        DiagnosticInfo next = info.innerDiagnosticInfo();
        if (next != null) {
            budget.enter();
            fields.put("inner", diagnostic(next, budget));
            budget.leave();
        }
        return new Value.Record(fields);
    }

    private static Value text(@Nullable String text) {
        return text == null ? ABSENT : new Value.Text(text);
    }

    /** Null and whatever is not after 1601-01-01 mean that no time is told (Part 6, 5.2.2.5). */
    static @Nullable Instant instant(@Nullable DateTime time) {
        return time == null || time.utcTime() <= 0 ? null : time.getJavaInstant();
    }

    /** A time that can be put on a clock: neither "no time" nor "no end". */
    static @Nullable Instant clockTime(long ticks) {
        if (ticks <= 0) {
            return null;
        }
        Instant instant = TIMES.instant(ticks);
        return instant.isBefore(NO_END) ? instant : null;
    }
}
