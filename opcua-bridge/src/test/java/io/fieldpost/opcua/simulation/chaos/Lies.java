package io.fieldpost.opcua.simulation.chaos;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.milo.opcua.stack.core.types.UaResponseMessageType;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExtensionObject;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.structured.EndpointDescription;
import org.eclipse.milo.opcua.stack.core.types.structured.GetEndpointsResponse;
import org.eclipse.milo.opcua.stack.core.types.structured.NotificationMessage;
import org.eclipse.milo.opcua.stack.core.types.structured.PublishResponse;

/** Answers that are good by their form and untrue. Stay until they are taken back, over restarts too. Any thread. */
public final class Lies {
    private final ServerClock clock;
    private final Map<UInteger, UInteger> silentSince = new ConcurrentHashMap<>();
    private volatile boolean keepAlivesOnly;
    private volatile boolean noEndpoints;
    private volatile long keepAlivesOff;
    private volatile long notificationsAhead;

    Lies(ServerClock clock) {
        this.clock = clock;
    }

    /** Sends a keep-alive in the place of every notification, always with the number that a client then expects. */
    public void sendKeepAlivesOnly() {
        keepAlivesOnly = true;
    }

    /** Sends keep-alives whose sequence number is off by so much (Part 4, 5.14.1.1: it is that of the next notification). */
    public void numberKeepAlivesWrongBy(long off) {
        keepAlivesOff = off;
    }

    /** Sends notifications whose sequence number is so far ahead, as if all between had been sent and lost. */
    public void numberNotificationsAheadBy(long ahead) {
        notificationsAhead = ahead;
    }

    /** Answers GetEndpoints with none. */
    public void announceNoEndpoint() {
        noEndpoints = true;
    }

    /** Tells the truth again; what keep-alives stood for can be asked for again (Part 4, 5.14.6). */
    public void stop() {
        keepAlivesOnly = false;
        noEndpoints = false;
        keepAlivesOff = 0;
        notificationsAhead = 0;
        silentSince.clear();
    }

    UaResponseMessageType told(UaResponseMessageType truth) {
        if (truth instanceof PublishResponse publish) {
            return told(publish);
        }
        if (noEndpoints && truth instanceof GetEndpointsResponse endpoints) {
            return new GetEndpointsResponse(endpoints.getResponseHeader(), new EndpointDescription[0]);
        }
        return truth;
    }

    private PublishResponse told(PublishResponse truth) {
        NotificationMessage message = truth.getNotificationMessage();
        UInteger number = message.getSequenceNumber();
        ExtensionObject[] data = message.getNotificationData();
        UInteger[] available = truth.getAvailableSequenceNumbers();
        boolean isKeepAlive = data == null || data.length == 0;
        if (keepAlivesOnly) {
            number = silentSince.computeIfAbsent(truth.getSubscriptionId(), first -> message.getSequenceNumber());
            data = new ExtensionObject[0];
            available = new UInteger[0];
        } else {
            number = UInteger.valueOf(
                    Math.max(0, number.longValue() + (isKeepAlive ? keepAlivesOff : notificationsAhead)));
        }
        return new PublishResponse(
                truth.getResponseHeader(),
                truth.getSubscriptionId(),
                available,
                truth.getMoreNotifications(),
                new NotificationMessage(number, clock.now(), data),
                truth.getResults(),
                truth.getDiagnosticInfos());
    }
}
