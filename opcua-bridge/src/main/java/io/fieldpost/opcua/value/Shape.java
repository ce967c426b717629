package io.fieldpost.opcua.value;

import java.util.List;
import java.util.Map;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;

/** What a data type of the server's looks like on the wire (Part 3, 5.8.3 and 8.48 to 8.51; Part 6, 5.2). */
sealed interface Shape {
    /**
     * A built-in type, or a type that is one under another name, such as Duration.
     *
     * @param id 1 Boolean to 25 DiagnosticInfo (Part 6, table 1); 24 where any may come
     */
    record Builtin(int id) implements Shape {}

    /** An Int32 with names for its numbers. */
    record Enumeration(Map<Long, String> names) implements Shape {}

    /** Named fields, one after the other. */
    record Structure(String name, Kind kind, List<Field> fields) implements Shape {}

    /** A type that can't be read. */
    record Unreadable(String reason) implements Shape {}

    /** How the fields of a structure follow each other. */
    enum Kind {
        /** All of them. */
        PLAIN,
        /** After a mask of 32 bits: a bit for each optional field, in their order. */
        OPTIONAL,
        /** One, after its number from 1; none after 0. */
        UNION
    }

    /**
     * A field.
     *
     * @param type its data type
     * @param rank below 0 a scalar, 1 an array, above a matrix (Part 3, 8.51: valueRank)
     * @param optional whether a bit of the mask says if it is there
     * @param wrapped whether a subtype may come, so that it travels as an ExtensionObject or a Variant
     */
    record Field(String name, NodeId type, int rank, boolean optional, boolean wrapped) {}
}
