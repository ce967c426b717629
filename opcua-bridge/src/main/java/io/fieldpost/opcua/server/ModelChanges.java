package io.fieldpost.opcua.server;

import java.util.List;
import java.util.UUID;
import org.eclipse.milo.opcua.sdk.server.OpcUaServer;
import org.eclipse.milo.opcua.sdk.server.model.objects.GeneralModelChangeEventTypeNode;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UByte;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UShort;
import org.eclipse.milo.opcua.stack.core.types.structured.ModelChangeStructureDataType;
import org.eclipse.milo.opcua.stack.core.util.NonceUtil;
import org.tinylog.Logger;

/** Tells clients that listen for events of the Server object that nodes were added (GeneralModelChangeEventType, Part 3, 9.32). */
final class ModelChanges {
    private static final int NODE_ADDED = 1;

    private final OpcUaServer server;

    ModelChanges(OpcUaServer server) {
        this.server = server;
    }

    void added(List<NodeId> nodes) {
        if (nodes.isEmpty()) {
            return;
        }
        ModelChangeStructureDataType[] added = nodes.stream()
                .map(node -> new ModelChangeStructureDataType(node, NodeId.NULL_VALUE, UByte.valueOf(NODE_ADDED)))
                .toArray(ModelChangeStructureDataType[]::new);
        try {
            GeneralModelChangeEventTypeNode event = (GeneralModelChangeEventTypeNode) server.getEventFactory()
                    .createEvent(new NodeId(1, UUID.randomUUID()), NodeIds.GeneralModelChangeEventType);
            event.setBrowseName(new QualifiedName(1, "ModelChange"));
            event.setDisplayName(LocalizedText.english("ModelChange"));
            event.setEventId(NonceUtil.generateNonce(16));
            event.setEventType(NodeIds.GeneralModelChangeEventType);
            event.setSourceNode(NodeIds.Server);
            event.setSourceName("Server");
            event.setTime(DateTime.now());
            event.setReceiveTime(DateTime.now());
            event.setMessage(LocalizedText.english(nodes.size() + " points were added"));
            event.setSeverity(UShort.valueOf(100));
            event.setChanges(added);
            server.getEventNotifier().fire(event);
            event.delete();
        } catch (UaException e) {
            Logger.debug(e, "the plant is not told of new points");
        }
    }
}
