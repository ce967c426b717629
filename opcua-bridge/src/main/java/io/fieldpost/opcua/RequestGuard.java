package io.fieldpost.opcua;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.UaRequestMessageType;
import org.eclipse.milo.opcua.stack.core.types.UaResponseMessageType;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.structured.ActivateSessionResponse;
import org.eclipse.milo.opcua.stack.core.types.structured.CreateSessionRequest;
import org.eclipse.milo.opcua.stack.core.types.structured.CreateSessionResponse;
import org.eclipse.milo.opcua.stack.core.types.structured.NotificationMessage;
import org.eclipse.milo.opcua.stack.core.types.structured.PublishResponse;
import org.jspecify.annotations.Nullable;

/**
 * Stands between Milo and the network, where Milo would go too far: it makes a new session as often as one is lost, and asks for each
 * notification between two sequence numbers, be it four thousand million of them. Any thread.
 */
final class RequestGuard {
    /** The server keeps fewer for sending again than this; a wider gap is a broken server, not a broken line. */
    private static final long WIDEST_GAP = 10_000;

    private final SessionBudget budget;
    private final int perMinute;
    private final LongSupplier nanos;
    private final Consumer<String> violation;
    private final Map<UInteger, Long> lastNumbers = new HashMap<>();
    private volatile @Nullable NodeId orphan;

    /**
     * Guards one connection.
     *
     * @param violation told in words what the server did that no server may
     */
    RequestGuard(SessionBudget budget, int perMinute, LongSupplier nanos, Consumer<String> violation) {
        this.budget = budget;
        this.perMinute = perMinute;
        this.nanos = nanos;
        this.violation = violation;
    }

    /** @throws UaException when a request must not be sent */
    void check(UaRequestMessageType request) throws UaException {
        if (request instanceof CreateSessionRequest && !budget.take(perMinute, nanos.getAsLong())) {
            throw new UaException(
                    StatusCodes.Bad_TooManySessions,
                    perMinute + " sessions were asked of this server within a minute; waiting");
        }
    }

    /** @throws UaException in place of a response that must not be believed */
    synchronized void inspect(UaResponseMessageType response) throws UaException {
        if (response instanceof CreateSessionResponse created) {
            orphan = created.getAuthenticationToken();
        } else if (response instanceof ActivateSessionResponse activated
                && activated.getResponseHeader().getServiceResult().isGood()) {
            orphan = null;
        } else if (response instanceof PublishResponse publish) {
            inspect(publish);
        }
    }

    /**
     * A session that the server has made and not activated: what it refuses, a user or a signature, it finds out after it has made
     * the session, and Milo leaves it there until it times out. Its authentication token, or nothing.
     */
    @Nullable
    NodeId orphan() {
        return orphan;
    }

    private void inspect(PublishResponse publish) throws UaException {
        NotificationMessage message = publish.getNotificationMessage();
        if (message == null || message.getSequenceNumber() == null || publish.getSubscriptionId() == null) {
            throw refused("the server sent a notification without a number");
        }
        long number = message.getSequenceNumber().longValue();
        long last = lastNumbers.getOrDefault(publish.getSubscriptionId(), 0L);
        if (number - last > WIDEST_GAP && last != 0) {
            throw refused("the server numbered a notification " + number + " after " + last);
        }
        // A number that goes back is the wrap at 2³²; nothing is asked for again then.
        lastNumbers.put(publish.getSubscriptionId(), number);
    }

    private UaException refused(String what) {
        violation.accept(what);
        return new UaException(StatusCodes.Bad_SequenceNumberUnknown, what);
    }
}
