package io.fieldpost.opcua.value;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.jspecify.annotations.Nullable;

/** What is known of the server's data types in one session. Filled by one thread at a time, read by any. */
final class DataTypes {
    private static final int EXTENSION_OBJECT = 22;
    private static final int VARIANT = 24;
    private static final int DIAGNOSTIC_INFO = 25;
    private static final int INT32 = 6;

    /** Number, Integer and UInteger are abstract: what comes says itself which it is. Enumeration is an Int32. */
    private static final Map<Integer, Integer> ABSTRACT = Map.of(26, VARIANT, 27, VARIANT, 28, VARIANT, 29, INT32);

    private final Map<NodeId, Shape> shapes = new ConcurrentHashMap<>();
    private final Map<NodeId, NodeId> typesByEncoding = new ConcurrentHashMap<>();

    DataTypes() {
        clear();
    }

    /** Forgets all but the built-in types. */
    void clear() {
        shapes.clear();
        typesByEncoding.clear();
        for (int id = 1; id <= DIAGNOSTIC_INFO; id++) {
            shapes.put(new NodeId(0, id), new Shape.Builtin(id));
        }
        ABSTRACT.forEach((id, builtin) -> shapes.put(new NodeId(0, id), new Shape.Builtin(builtin)));
    }

    /** The shape of a data type, or nothing while it has not been read. */
    @Nullable
    Shape shape(NodeId type) {
        return shapes.get(type);
    }

    /** The shape of what has this encoding; servers that err put the data type itself there. */
    @Nullable
    Shape encoded(NodeId encoding) {
        NodeId type = typesByEncoding.get(encoding);
        return type == null ? shapes.get(encoding) : shapes.get(type);
    }

    void put(NodeId type, Shape shape) {
        shapes.put(type, shape);
    }

    void putEncoding(NodeId encoding, NodeId type) {
        typesByEncoding.put(encoding, type);
    }

    /** Whether the type is a structure of which no more is known than that. */
    static boolean isStructure(Shape shape) {
        return shape instanceof Shape.Structure
                || shape instanceof Shape.Builtin builtin && builtin.id() == EXTENSION_OBJECT;
    }
}
