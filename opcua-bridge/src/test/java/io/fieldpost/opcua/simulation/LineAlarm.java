package io.fieldpost.opcua.simulation;

import java.nio.ByteBuffer;
import java.time.Instant;
import org.eclipse.milo.opcua.sdk.server.OpcUaServer;
import org.eclipse.milo.opcua.sdk.server.model.objects.OffNormalAlarmTypeNode;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.ByteString;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UShort;

/** One alarm of the line: raised, acknowledged, cleared (Part 9, 5.8). It wants attention while it is active or unacknowledged. */
final class LineAlarm {
    private final OpcUaServer server;
    private final OffNormalAlarmTypeNode node;
    private boolean active;
    private boolean acknowledged = true;
    private long events;

    LineAlarm(OpcUaServer server, NodeId id, String source, String name, int severity) throws UaException {
        this.server = server;
        node = (OffNormalAlarmTypeNode) server.getEventFactory().createEvent(id, NodeIds.OffNormalAlarmType);
        node.setBrowseName(new QualifiedName(id.getNamespaceIndex(), name));
        node.setDisplayName(LocalizedText.english(name));
        node.setEventType(NodeIds.OffNormalAlarmType);
        node.setSourceNode(new NodeId(id.getNamespaceIndex(), source));
        node.setSourceName(source);
        node.setConditionName(name);
        node.setBranchId(NodeId.NULL_VALUE);
        node.setSeverity(UShort.valueOf(severity));
        node.setLastSeverity(UShort.valueOf(severity));
        node.setQuality(StatusCode.GOOD);
        node.getEnabledStateNode().setId(true);
        node.setSuppressedOrShelved(false);
        node.getConfirmedStateNode().setId(true);
    }

    synchronized void raise() {
        active = true;
        acknowledged = false;
        fire("raised");
    }

    synchronized void clear() {
        active = false;
        fire("cleared");
    }

    synchronized void clearAtLowSeverity() {
        node.setSeverity(UShort.valueOf(1));
        clear();
    }

    synchronized void acknowledge() {
        acknowledged = true;
        fire("acknowledged");
    }

    /** Ends without telling anyone, as it would while a client is away. */
    synchronized void endSilently() {
        active = false;
        acknowledged = true;
    }

    synchronized void tellIfRetained() {
        if (active || !acknowledged) {
            fire("still there");
        }
    }

    private void fire(String message) {
        ByteBuffer id = ByteBuffer.allocate(16).putLong(8, ++events);
        node.setEventId(ByteString.of(id.array()));
        node.setTime(new DateTime(Instant.now()));
        node.setReceiveTime(new DateTime(Instant.now()));
        node.setMessage(LocalizedText.english(node.getConditionName() + " " + message));
        node.getActiveStateNode().setId(active);
        node.setActiveState(LocalizedText.english(active ? "Active" : "Inactive"));
        node.getAckedStateNode().setId(acknowledged);
        node.setRetain(active || !acknowledged);
        server.getEventNotifier().fire(node);
    }
}
