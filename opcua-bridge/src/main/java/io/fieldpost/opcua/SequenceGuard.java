package io.fieldpost.opcua;

import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.UaResponseMessageType;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.structured.NotificationMessage;
import org.eclipse.milo.opcua.stack.core.types.structured.PublishResponse;
import org.eclipse.milo.opcua.stack.transport.client.tcp.OpcTcpClientTransport;
import org.eclipse.milo.opcua.stack.transport.client.tcp.OpcTcpClientTransportConfig;

/**
 * A transport that keeps notifications with impossible numbers from Milo. Milo 1.1.2 asks for every number between the last
 * notification and a new one again (Part 4, 5.14.6), one after the other, waiting for each: a server that leaps by billions would keep a
 * worker busy and the log full, even after the client is closed. No more notifications than publish requests can be on their way, and
 * these are two; whatever leaps further than {@value #FARTHEST} fails its publish request, so that a subscription which keeps leaping
 * counts as silent.
 */
final class SequenceGuard extends OpcTcpClientTransport {
    private static final int FARTHEST = 16;

    /** More subscriptions than a connection has at a time; a server that makes up others fills no memory. */
    private static final int SUBSCRIPTIONS = 16;

    // Only touched by the connection's network thread, for the transport's life. The one that rested longest gives way.
    private final Map<UInteger, Long> lastNumbers = new LinkedHashMap<>(SUBSCRIPTIONS, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<UInteger, Long> eldest) {
            return size() > SUBSCRIPTIONS;
        }
    };

    SequenceGuard(OpcTcpClientTransportConfig config) {
        super(config);
    }

    @Override
    public void handleResponse(long requestId, UaResponseMessageType response) {
        if (response instanceof PublishResponse publish && leaps(publish)) {
            handleReceiveFailure(
                    requestId,
                    new UaException(
                            StatusCodes.Bad_SequenceNumberInvalid,
                            "the server left out more numbers than it can have sent"));
        } else {
            super.handleResponse(requestId, response);
        }
    }

    private boolean leaps(PublishResponse response) {
        NotificationMessage message = response.getNotificationMessage();
        UInteger subscription = response.getSubscriptionId();
        long number = message.getSequenceNumber().longValue();
        long last = lastNumbers.getOrDefault(subscription, 0L);
        if (number > last + FARTHEST) {
            return true;
        }
        lastNumbers.put(subscription, number);
        return false;
    }
}
