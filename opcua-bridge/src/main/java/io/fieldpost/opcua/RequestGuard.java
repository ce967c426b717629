package io.fieldpost.opcua;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.UaRequestMessageType;
import org.eclipse.milo.opcua.stack.core.types.UaResponseMessageType;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.structured.ActivateSessionResponse;
import org.eclipse.milo.opcua.stack.core.types.structured.CreateMonitoredItemsRequest;
import org.eclipse.milo.opcua.stack.core.types.structured.CreateSessionRequest;
import org.eclipse.milo.opcua.stack.core.types.structured.CreateSessionResponse;
import org.eclipse.milo.opcua.stack.core.types.structured.CreateSubscriptionResponse;
import org.eclipse.milo.opcua.stack.core.types.structured.NotificationMessage;
import org.eclipse.milo.opcua.stack.core.types.structured.PublishResponse;
import org.eclipse.milo.opcua.stack.core.types.structured.ServiceFault;
import org.jspecify.annotations.Nullable;

/**
 * Stands between Milo and the network, where Milo would go too far: it makes a new session as often as one is lost, and asks for each
 * notification between two sequence numbers, be it four thousand million of them. Any thread.
 */
final class RequestGuard {
    /** No more notifications than publish requests can be lost on their way, and these are two; a wide gap is a lie, not a loss. */
    private static final long WIDEST_GAP = 100;

    /** A server may be slower than asked; one that would rest for longer than this is held to the usual. */
    private static final double MOST_REST_MILLIS = 600_000;

    private static final double MOST_INTERVAL_MILLIS = 3_600_000;
    private static final double USUAL_REST_MILLIS = 2_000;

    /** More subscriptions than a connection has; a server that makes up others fills no memory. */
    private static final int SUBSCRIPTIONS = 16;

    private final SessionBudget budget;
    private final int perMinute;
    private final LongSupplier nanos;
    private final Consumer<String> violation;
    private final Runnable forgotten;
    /** The one that rested longest gives way. */
    private final Map<UInteger, Long> lastNumbers = new LinkedHashMap<>(SUBSCRIPTIONS, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UInteger, Long> eldest) {
            return size() > SUBSCRIPTIONS;
        }
    };

    private volatile @Nullable NodeId orphan;
    private volatile @Nullable SilenceWatch watch;

    /**
     * Guards one connection.
     *
     * @param violation told in words what the server did that no server may
     * @param forgotten told when the server has no subscription of this session any more
     */
    RequestGuard(
            SessionBudget budget, int perMinute, LongSupplier nanos, Consumer<String> violation, Runnable forgotten) {
        this.budget = budget;
        this.perMinute = perMinute;
        this.nanos = nanos;
        this.violation = violation;
        this.forgotten = forgotten;
    }

    /** @throws UaException when a request must not be sent */
    void check(UaRequestMessageType request) throws UaException {
        if (request instanceof CreateSessionRequest && !budget.take(perMinute, nanos.getAsLong())) {
            throw new UaException(
                    StatusCodes.Bad_TooManySessions,
                    perMinute + " sessions were asked of this server within a minute; waiting");
        }
    }

    /** Tells this watch from now on when the server is asked for items, and when it has answered. */
    void tell(SilenceWatch told) {
        watch = told;
    }

    /** Sends a request; what it sends always ends, with an answer, a time-out or the connection. */
    CompletableFuture<UaResponseMessageType> send(
            UaRequestMessageType request, Supplier<CompletableFuture<UaResponseMessageType>> sending) {
        try {
            check(request);
        } catch (UaException e) {
            return CompletableFuture.failedFuture(e);
        }
        SilenceWatch told = watch;
        if (told == null || !(request instanceof CreateMonitoredItemsRequest)) {
            return sending.get();
        }
        told.itemsAsked(nanos.getAsLong());
        return sending.get().whenComplete((answer, failure) -> {
            if (failure != null && Failures.status(failure) == StatusCodes.Bad_Timeout) {
                told.itemsNotAnswered();
            } else {
                told.itemsAnswered(nanos.getAsLong());
            }
        });
    }

    /**
     * Looks at a response before Milo does.
     *
     * @return what Milo is to get: the same, but for a pace that no subscription can have
     * @throws UaException in place of a response that must not be believed
     */
    synchronized UaResponseMessageType inspect(UaResponseMessageType response) throws UaException {
        if (response instanceof CreateSubscriptionResponse granted) {
            return believable(granted);
        }
        look(response);
        return response;
    }

    /** Milo computes time-outs with these numbers and asks for nothing more when they overflow. */
    private static CreateSubscriptionResponse believable(CreateSubscriptionResponse granted) {
        double interval = granted.getRevisedPublishingInterval();
        long count = granted.getRevisedMaxKeepAliveCount().longValue();
        boolean isPace = interval > 0 && interval <= MOST_INTERVAL_MILLIS;
        if (isPace && count > 0 && interval * count <= MOST_REST_MILLIS) {
            return granted;
        }
        double held = isPace ? interval : USUAL_REST_MILLIS;
        long rests = Math.max(1, (long) (USUAL_REST_MILLIS / held));
        return new CreateSubscriptionResponse(
                granted.getResponseHeader(),
                granted.getSubscriptionId(),
                held,
                granted.getRevisedLifetimeCount(),
                UInteger.valueOf(rests));
    }

    private void look(UaResponseMessageType response) throws UaException {
        if (response instanceof CreateSessionResponse created) {
            orphan = created.getAuthenticationToken();
        } else if (response instanceof ActivateSessionResponse activated
                && activated.getResponseHeader().getServiceResult().isGood()) {
            orphan = null;
        } else if (response instanceof PublishResponse publish) {
            inspect(publish);
        } else if (response instanceof ServiceFault fault
                && fault.getResponseHeader().getServiceResult().getValue() == StatusCodes.Bad_NoSubscription) {
            // Milo asks for nothing more then, and would stay connected without data.
            forgotten.run();
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
        if (number - last > WIDEST_GAP) {
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
