package io.fieldpost.opcua;

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import io.fieldpost.driver.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.OpcUaDataType;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExtensionObject;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.structured.EnumValueType;
import org.jspecify.annotations.Nullable;

/**
 * What the data types of a server are built on (Part 6, 5.1.2 and Part 3, 8.14), asked once a session: a vendor's own subtypes are written as
 * the built-in type beneath them, an enumeration as an Int32. The source's thread.
 */
final class DataTypes {
    /** Deeper than any hierarchy that makes sense; a server may have a circle. */
    private static final int DEEPEST = 16;

    private final NodeFacts facts;
    private final Map<NodeId, OpcUaDataType> builtIns = new HashMap<>();
    private final Map<NodeId, Map<String, Long>> names = new HashMap<>();

    DataTypes(NodeFacts facts) {
        this.facts = facts;
    }

    /**
     * The built-in type beneath a data type.
     *
     * @return {@link OpcUaDataType#Variant} for an abstract one, such as Number, of which a server takes several
     */
    OpcUaDataType builtIn(NodeId dataType) throws DriverException {
        OpcUaDataType known = builtIns.get(dataType);
        if (known == null) {
            known = found(dataType);
            builtIns.put(dataType, known);
        }
        return known;
    }

    private OpcUaDataType found(NodeId dataType) throws DriverException {
        NodeId each = dataType;
        for (int depth = 0; depth < DEEPEST && each != null; depth++) {
            if (each.equals(NodeIds.Enumeration)) {
                return OpcUaDataType.Int32;
            } else if (each.equals(NodeIds.Structure)) {
                return OpcUaDataType.ExtensionObject;
            } else if (isAbstract(each)) {
                return OpcUaDataType.Variant;
            } else if (OpcUaDataType.isBuiltin(each)) {
                return OpcUaDataType.fromNodeId(each);
            }
            each = facts.supertype(each);
        }
        throw new DriverException(
                Reason.REFUSED, "the server does not tell what its data type " + dataType.toParseableString() + " is");
    }

    private static boolean isAbstract(NodeId type) {
        return type.equals(NodeIds.BaseDataType)
                || type.equals(NodeIds.Number)
                || type.equals(NodeIds.Integer)
                || type.equals(NodeIds.UInteger);
    }

    /** The value as this data type; for an enumeration also by its name. */
    Variant convert(NodeId dataType, OpcUaDataType builtIn, Value value) throws DriverException {
        if (builtIn == OpcUaDataType.Int32 && value instanceof Value.Text text && !dataType.equals(NodeIds.Int32)) {
            Map<String, Long> known = namesOf(dataType);
            Long number = known.get(text.value());
            if (number != null) {
                return Outgoing.of(builtIn, new Value.Int(number));
            }
            if (!known.isEmpty()) {
                throw new DriverException(
                        Reason.REFUSED,
                        "'" + text.value() + "' does not fit; the node takes " + String.join(", ", known.keySet()));
            }
        }
        return Outgoing.of(builtIn, value);
    }

    private Map<String, Long> namesOf(NodeId enumeration) throws DriverException {
        Map<String, Long> known = names.get(enumeration);
        if (known == null) {
            known = new LinkedHashMap<>();
            Object strings = facts.property(enumeration, "EnumStrings");
            if (strings instanceof LocalizedText[] texts) {
                for (int i = 0; i < texts.length; i++) {
                    put(known, texts[i], i);
                }
            }
            for (EnumValueType each : structures(facts.property(enumeration, "EnumValues"), EnumValueType.class)) {
                put(known, each.getDisplayName(), each.getValue());
            }
            names.put(enumeration, known);
        }
        return known;
    }

    private static void put(Map<String, Long> known, @Nullable LocalizedText name, long number) {
        if (name != null && name.text() != null) {
            known.put(name.text(), number);
        }
    }

    /** The structures in a property's value; empty when it holds none of this type. */
    <T> List<T> structures(@Nullable Object value, Class<T> type) {
        List<T> all = new ArrayList<>();
        if (value instanceof ExtensionObject[] objects) {
            for (ExtensionObject object : objects) {
                Object decoded = object.decode(facts.client().getStaticEncodingContext());
                if (type.isInstance(decoded)) {
                    all.add(type.cast(decoded));
                }
            }
        }
        return all;
    }
}
