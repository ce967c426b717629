package io.fieldpost.opcua.value;

import io.fieldpost.driver.Value;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the body of a structure (Part 6, 5.2.6 to 5.2.9) straight into values. Nothing is allocated on the word of an announced
 * length: elements are counted against a {@link Budget} before they are read, and levels of nesting too, so that a hostile body costs
 * a bounded time, memory and stack.
 */
final class BodyReader {
    private static final int INT32 = 6;
    private static final int EXTENSION_OBJECT = 22;
    private static final int VARIANT = 24;

    private final Values values;
    private final DataTypes types;
    private final Budget budget;
    private ByteBuffer bytes = ByteBuffer.allocate(0);

    BodyReader(Values values, DataTypes types, Budget budget) {
        this.values = values;
        this.types = types;
        this.budget = budget;
    }

    /**
     * Reads a body to its end.
     *
     * @throws ValueException when it is too short, too long, or not of this shape
     */
    Value whole(Shape shape, ByteBuffer body) {
        bytes = body.order(ByteOrder.LITTLE_ENDIAN);
        Value value;
        try {
            value = one(shape);
        } catch (BufferUnderflowException e) {
            throw new ValueException("a structure that is shorter than its type");
        }
        if (bytes.hasRemaining()) {
            throw new ValueException("a structure with " + bytes.remaining() + " bytes more than its type");
        }
        return value;
    }

    private Value one(Shape shape) {
        if (shape instanceof Shape.Builtin builtin) {
            return builtin(builtin.id());
        }
        if (shape instanceof Shape.Enumeration enumeration) {
            return values.structures().enumeration(bytes.getInt(), enumeration.names());
        }
        if (shape instanceof Shape.Unreadable unreadable) {
            throw new ValueException(unreadable.reason());
        }
        budget.enter();
        Value value = structure((Shape.Structure) shape);
        budget.leave();
        return value;
    }

    private Value structure(Shape.Structure shape) {
        Map<String, Value> read = new LinkedHashMap<>();
        List<Shape.Field> fields = shape.fields();
        if (shape.kind() == Shape.Kind.UNION) {
            long choice = bytes.getInt() & 0xFFFFFFFFL;
            if (choice > fields.size()) {
                throw new ValueException("a union of " + fields.size() + " fields that names the field " + choice);
            }
            if (choice > 0) {
                put(read, fields.get((int) choice - 1));
            }
            return new Value.Record(read);
        }
        int mask = shape.kind() == Shape.Kind.OPTIONAL ? bytes.getInt() : 0;
        int bit = 0;
        for (Shape.Field field : fields) {
            boolean absent = shape.kind() == Shape.Kind.OPTIONAL && field.optional() && (mask >>> bit++ & 1) == 0;
            if (!absent) {
                put(read, field);
            }
        }
        return new Value.Record(read);
    }

    private void put(Map<String, Value> read, Shape.Field field) {
        budget.take(1);
        Shape shape = types.shape(field.type());
        if (shape == null) {
            throw new UnknownTypeException(field.type());
        }
        if (field.wrapped()) {
            shape = new Shape.Builtin(DataTypes.isStructure(shape) ? EXTENSION_OBJECT : VARIANT);
        }
        read.put(field.name(), field(field, shape));
    }

    private Value field(Shape.Field field, Shape shape) {
        if (field.rank() < 0) {
            return one(shape);
        }
        if (field.rank() <= 1) {
            int length = bytes.getInt();
            return length == -1 ? Values.ABSENT : array(shape, length);
        }
        int[] dimensions = dimensions();
        return dimensions.length == 0 ? Values.ABSENT : matrix(shape, dimensions);
    }

    private Value array(Shape shape, int length) {
        budget.enter();
        List<Value> elements = elements(shape, length);
        budget.leave();
        return new Value.Array(elements);
    }

    private List<Value> elements(Shape shape, long length) {
        budget.take(length);
        List<Value> elements = new ArrayList<>();
        for (long i = 0; i < length; i++) {
            elements.add(one(shape));
        }
        return elements;
    }

    private int[] dimensions() {
        int count = bytes.getInt();
        if (count == -1) {
            return new int[0];
        }
        if (count < 0 || count > Budget.DEEPEST) {
            throw new ValueException("a matrix of " + count + " dimensions");
        }
        int[] dimensions = new int[count];
        for (int i = 0; i < count; i++) {
            dimensions[i] = bytes.getInt();
        }
        return dimensions;
    }

    private Value matrix(Shape shape, int[] dimensions) {
        long product = 1;
        for (int dimension : dimensions) {
            product = dimension < 0 ? -1 : Math.min(product * dimension, Integer.MAX_VALUE);
            if (product < 0) {
                throw new ValueException("a matrix with a dimension of " + dimension);
            }
        }
        budget.enter();
        Value rows = Arrays.rows(elements(shape, product), dimensions, budget);
        budget.leave();
        return rows;
    }

    private Value builtin(int id) {
        return switch (id) {
            case EXTENSION_OBJECT -> nested();
            case 23 -> reading();
            case VARIANT -> variant();
            case 25 -> diagnostic();
            default -> values.of(Scalars.read(bytes, id), budget);
        };
    }

    private Value nested() {
        budget.enter();
        Value value = values.structures().of(Scalars.extensionObject(bytes), budget);
        budget.leave();
        return value;
    }

    /** Part 6, 5.2.2.16. */
    private Value variant() {
        int mask = bytes.get() & 0xFF;
        int type = mask & 0x3F;
        if (type == 0) {
            return Values.ABSENT;
        }
        budget.enter();
        Value value;
        if ((mask & 0x80) == 0) {
            value = builtin(type);
        } else {
            int length = bytes.getInt();
            List<Value> elements = elements(new Shape.Builtin(type), length == -1 ? 0 : length);
            int[] dimensions = (mask & 0x40) == 0 ? new int[0] : dimensions();
            value = length == -1
                    ? Values.ABSENT
                    : dimensions.length > 1 ? Arrays.rows(elements, dimensions, budget) : new Value.Array(elements);
        }
        budget.leave();
        return value;
    }

    /** Part 6, 5.2.2.17. */
    private Value reading() {
        budget.enter();
        budget.take(4);
        int mask = bytes.get();
        Map<String, Value> fields = new LinkedHashMap<>();
        fields.put("value", (mask & 0x01) == 0 ? Values.ABSENT : variant());
        fields.put("status", (mask & 0x02) == 0 ? new Value.Int(0) : builtin(19));
        fields.put("source_time", (mask & 0x04) == 0 ? Values.ABSENT : builtin(13));
        skipPicoseconds(mask & 0x10);
        fields.put("server_time", (mask & 0x08) == 0 ? Values.ABSENT : builtin(13));
        skipPicoseconds(mask & 0x20);
        budget.leave();
        return new Value.Record(fields);
    }

    private void skipPicoseconds(int present) {
        if (present != 0) {
            bytes.getShort();
        }
    }

    /** Part 6, 5.2.2.12. */
    private Value diagnostic() {
        budget.enter();
        budget.take(4);
        int mask = bytes.get();
        Map<String, Value> fields = new LinkedHashMap<>();
        fields.put("symbolic_id", (mask & 0x01) == 0 ? Values.ABSENT : builtin(INT32));
        for (int bit = 0x02; bit <= 0x08; bit <<= 1) {
            if ((mask & bit) != 0) {
                bytes.getInt();
            }
        }
        fields.put("additional_info", (mask & 0x10) == 0 ? Values.ABSENT : builtin(12));
        fields.put("inner_status", (mask & 0x20) == 0 ? Values.ABSENT : builtin(19));
        if ((mask & 0x40) != 0) {
            fields.put("inner", diagnostic());
        }
        budget.leave();
        return new Value.Record(fields);
    }
}
