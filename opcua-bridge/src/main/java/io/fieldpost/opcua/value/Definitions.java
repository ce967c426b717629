package io.fieldpost.opcua.value;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExtensionObject;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.enumerated.StructureType;
import org.eclipse.milo.opcua.stack.core.types.structured.EnumDefinition;
import org.eclipse.milo.opcua.stack.core.types.structured.EnumField;
import org.eclipse.milo.opcua.stack.core.types.structured.EnumValueType;
import org.eclipse.milo.opcua.stack.core.types.structured.StructureDefinition;
import org.eclipse.milo.opcua.stack.core.types.structured.StructureField;
import org.jspecify.annotations.Nullable;

/** DataTypeDefinitions (Part 3, 8.47 to 8.52) as shapes. What a server left out or invented is left out, never trusted. */
final class Definitions {
    private static final StructureField[] NO_FIELDS = {};

    private Definitions() {}

    static Shape structure(NodeId type, StructureDefinition definition) {
        StructureType kind = definition.getStructureType();
        if (kind == null) {
            return new Shape.Unreadable(
                    "the server tells an unknown kind of structure for its type " + type.toParseableString());
        }
        boolean optional = kind == StructureType.StructureWithOptionalFields;
        boolean union = kind == StructureType.Union || kind == StructureType.UnionWithSubtypedValues;
        boolean subtyped =
                kind == StructureType.StructureWithSubtypedValues || kind == StructureType.UnionWithSubtypedValues;
        List<Shape.Field> fields = new ArrayList<>();
        for (StructureField field : fields(definition)) {
            boolean flag = Boolean.TRUE.equals(field.getIsOptional());
            Integer rank = field.getValueRank();
            fields.add(new Shape.Field(
                    name(field.getName(), fields.size()),
                    field.getDataType(),
                    rank == null ? -1 : rank,
                    optional && flag,
                    subtyped && flag));
        }
        Shape.Kind told = union ? Shape.Kind.UNION : optional ? Shape.Kind.OPTIONAL : Shape.Kind.PLAIN;
        return new Shape.Structure(type.toParseableString(), told, List.copyOf(fields));
    }

    private static String name(@Nullable String name, int index) {
        return name == null || name.isEmpty() ? Integer.toString(index) : name;
    }

    static List<NodeId> fieldTypes(StructureDefinition definition) {
        List<NodeId> types = new ArrayList<>();
        for (StructureField field : fields(definition)) {
            types.add(field.getDataType());
        }
        return types;
    }

    private static StructureField[] fields(StructureDefinition definition) {
        StructureField[] fields = definition.getFields();
        return fields == null ? NO_FIELDS : fields;
    }

    static Map<Long, String> names(EnumDefinition definition) {
        Map<Long, String> names = new HashMap<>();
        EnumField[] fields = definition.getFields();
        if (fields != null) {
            for (EnumField field : fields) {
                put(names, field.getValue(), field.getName() == null ? text(field.getDisplayName()) : field.getName());
            }
        }
        return names;
    }

    /** The content of the property EnumStrings, an array of LocalizedText, or EnumValues, one of EnumValueType. */
    static Map<Long, String> names(@Nullable Object property, OpcUaClient client) {
        Map<Long, String> names = new HashMap<>();
        if (property instanceof LocalizedText[] texts) {
            for (int i = 0; i < texts.length; i++) {
                put(names, (long) i, text(texts[i]));
            }
        } else if (property instanceof ExtensionObject[] bodies) {
            for (ExtensionObject body : bodies) {
                try {
                    if (body.decode(client.getStaticEncodingContext()) instanceof EnumValueType value) {
                        put(names, value.getValue(), text(value.getDisplayName()));
                    }
                } catch (RuntimeException e) {
                    // A value without a readable name is told by its number.
                }
            }
        }
        return names;
    }

    private static void put(Map<Long, String> names, @Nullable Long value, @Nullable String name) {
        if (value != null && name != null) {
            names.put(value, name);
        }
    }

    private static @Nullable String text(@Nullable LocalizedText text) {
        return text == null ? null : text.text();
    }
}
