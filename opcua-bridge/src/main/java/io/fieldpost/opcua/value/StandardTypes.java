package io.fieldpost.opcua.value;

import java.lang.reflect.InvocationTargetException;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.stack.core.NamespaceTable;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.encoding.DataTypeCodec;
import org.eclipse.milo.opcua.stack.core.types.UaStructuredType;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExpandedNodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.structured.StructureDefinition;
import org.jspecify.annotations.Nullable;

/**
 * OPC UA's own structures (EUInformation, Range, Argument …), which many servers do not define: Milo knows them. By reflection, because
 * each class has the definition in a static method and there are two hundred.
 */
final class StandardTypes {
    /** A type and what it is made of. */
    record Standard(NodeId type, StructureDefinition definition) {}

    private StandardTypes() {}

    /** The standard type with this id or encoding, if it is one. */
    static @Nullable Standard find(OpcUaClient client, NodeId id) {
        DataTypeCodec codec = client.getStaticDataTypeManager().getCodec(id);
        if (id.getNamespaceIndex().intValue() != 0 || codec == null) {
            return null;
        }
        Class<?> type = codec.getType();
        NamespaceTable namespaces = client.getNamespaceTable();
        try {
            Object definition =
                    type.getMethod("definition", NamespaceTable.class).invoke(null, namespaces);
            ExpandedNodeId typeId = (ExpandedNodeId) type.getField("TYPE_ID").get(null);
            return UaStructuredType.class.isAssignableFrom(type) && definition instanceof StructureDefinition structure
                    ? new Standard(typeId.toNodeIdOrThrow(namespaces), structure)
                    : null;
        } catch (NoSuchMethodException | NoSuchFieldException | IllegalAccessException | InvocationTargetException e) {
            return null;
        } catch (UaException e) {
            return null;
        }
    }
}
