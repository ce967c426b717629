package io.fieldpost.opcua.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.milo.opcua.sdk.server.OpcUaServer;
import org.eclipse.milo.opcua.sdk.server.methods.MethodInvocationHandler;
import org.eclipse.milo.opcua.sdk.server.model.objects.BaseEventTypeNode;
import org.eclipse.milo.opcua.sdk.server.nodes.UaMethodNode;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.ByteString;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UShort;
import org.eclipse.milo.opcua.stack.core.types.structured.CallMethodResult;

/** The line's alarms, and the refresh that Milo's server leaves to its application (Part 9, 5.5.7). */
final class LineAlarms {
    private final OpcUaServer server;
    private final List<LineAlarm> all = new ArrayList<>();
    private volatile int refreshes;

    LineAlarms(OpcUaServer server) {
        this.server = server;
    }

    /** Makes the method answer; after the server's own namespace has started. */
    void answerRefreshes() {
        UaMethodNode method = (UaMethodNode) server.getAddressSpaceManager()
                .getManagedNode(NodeIds.ConditionType_ConditionRefresh)
                .orElseThrow();
        MethodInvocationHandler handler = (context, request) -> {
            fire(NodeIds.RefreshStartEventType, "refresh begins", 1);
            all.forEach(LineAlarm::tellIfRetained);
            fire(NodeIds.RefreshEndEventType, "refresh ends", 1);
            // Only now: what is raised by whoever waits for it must not be told by it too.
            countRefresh();
            return new CallMethodResult(StatusCode.GOOD, null, null, null);
        };
        method.setInvocationHandler(handler);
    }

    LineAlarm add(NodeId id, String source, String name, int severity) {
        try {
            LineAlarm alarm = new LineAlarm(server, id, source, name, severity);
            all.add(alarm);
            return alarm;
        } catch (UaException e) {
            throw new IllegalStateException(e);
        }
    }

    private synchronized void countRefresh() {
        refreshes++;
        notifyAll();
    }

    /** Waits until so many refreshes of clients have been told. */
    synchronized void awaitRefreshes(int count, long millis) throws InterruptedException {
        long end = System.nanoTime() + millis * 1_000_000;
        while (refreshes < count && System.nanoTime() < end) {
            wait(50);
        }
    }

    int refreshes() {
        return refreshes;
    }

    /** An event that is no condition. */
    void fire(NodeId type, String message, int severity) {
        try {
            BaseEventTypeNode event = server.getEventFactory().createEvent(new NodeId(1, UUID.randomUUID()), type);
            event.setBrowseName(new QualifiedName(1, "Event"));
            event.setDisplayName(LocalizedText.english("Event"));
            event.setEventId(ByteString.of(new byte[] {1}));
            event.setEventType(type);
            event.setSourceNode(NodeIds.Server);
            event.setSourceName("Server");
            event.setTime(DateTime.now());
            event.setReceiveTime(DateTime.NULL_VALUE);
            event.setMessage(LocalizedText.english(message));
            event.setSeverity(UShort.valueOf(severity));
            server.getEventNotifier().fire(event);
            event.delete();
        } catch (UaException e) {
            throw new IllegalStateException(e);
        }
    }
}
