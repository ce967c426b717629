package io.fieldpost.opcua.value;

import io.fieldpost.driver.Value;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.milo.opcua.stack.core.types.builtin.ByteString;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExtensionObject;
import org.eclipse.milo.opcua.stack.core.types.builtin.XmlElement;
import org.jspecify.annotations.Nullable;

/** Structures and enumerations, by the types that the server told. */
final class Structures {
    private final Values values;
    private final DataTypes types;
    private final EnumerationStyle style;

    Structures(Values values, DataTypes types, EnumerationStyle style) {
        this.values = values;
        this.types = types;
        this.style = style;
    }

    /**
     * A structure as a record of its fields, in their order; a union as a record of the one field that is set. A body in XML or JSON
     * is told as the text that it is.
     *
     * @throws UnknownTypeException when its type has to be read first
     * @throws ValueException when the body does not fit its type
     */
    Value of(ExtensionObject structure, Budget budget) {
        if (structure.isNull()) {
            return Values.ABSENT;
        }
        Object body = structure.getBody();
        if (body instanceof XmlElement || body instanceof String) {
            return values.of(body, budget);
        }
        Shape shape = types.encoded(structure.getEncodingOrTypeId());
        if (shape == null) {
            throw new UnknownTypeException(structure.getEncodingOrTypeId());
        }
        ByteBuffer bytes = ByteBuffer.wrap(((ByteString) body).bytesOrEmpty());
        return new BodyReader(values, types, budget).whole(shape, bytes);
    }

    /** An enumeration's value with its name, in the shape that the settings ask for. */
    Value enumeration(long value, Map<Long, String> names) {
        @Nullable String name = names.get(value);
        return switch (style) {
            case number -> new Value.Int(value);
            case name -> new Value.Text(name == null ? Long.toString(value) : name);
            case both -> {
                Map<String, Value> fields = new LinkedHashMap<>(4);
                fields.put("value", new Value.Int(value));
                fields.put("name", name == null ? Values.ABSENT : new Value.Text(name));
                yield new Value.Record(fields);
            }
        };
    }
}
