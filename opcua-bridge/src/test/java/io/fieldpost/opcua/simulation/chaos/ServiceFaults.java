package io.fieldpost.opcua.simulation.chaos;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.eclipse.milo.opcua.sdk.server.servicesets.Service;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.UaRequestMessageType;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;

/** What a server does wrong when a service is asked for. Stays until it is taken back, over restarts too. Any thread. */
public final class ServiceFaults {
    private final Map<Service, Refusal> refusals = Collections.synchronizedMap(new EnumMap<>(Service.class));
    private final Map<Service, Duration> delays = Collections.synchronizedMap(new EnumMap<>(Service.class));
    private final Set<Service> unanswered = Collections.synchronizedSet(EnumSet.noneOf(Service.class));
    private final Map<Service, Duration> alone = Collections.synchronizedMap(new EnumMap<>(Service.class));
    private volatile CompletableFuture<?> served = CompletableFuture.completedFuture(null);
    private volatile int operationsUndeclared = Integer.MAX_VALUE;

    private record Refusal(StatusCode status, int times) {}

    ServiceFaults() {}

    /** Answers the next {@code times} requests with a ServiceFault of this status. */
    public void refuse(Service service, StatusCode status, int times) {
        refusals.put(service, new Refusal(status, times));
    }

    /** Answers every request with a ServiceFault of this status. */
    public void refuse(Service service, StatusCode status) {
        refuse(service, status, Integer.MAX_VALUE);
    }

    /** Answers every request so much later. */
    public void delay(Service service, Duration late) {
        delays.put(service, late);
    }

    /** Needs so long for every request, and answers nothing else meanwhile, like a controller with one thread for all its clients. */
    public void serveAlone(Service service, Duration busy) {
        alone.put(service, busy);
    }

    /** Does what is asked, and never answers. */
    public void leaveUnanswered(Service service) {
        unanswered.add(service);
    }

    /** Refuses calls for more nodes with Bad_TooManyOperations, without having declared such a limit. */
    public void limitOperations(int most) {
        operationsUndeclared = most;
    }

    /** Takes back what was said about one service. */
    public void correct(Service service) {
        refusals.remove(service);
        delays.remove(service);
        alone.remove(service);
        unanswered.remove(service);
    }

    /** Takes everything back. */
    public void correct() {
        for (Service service : Service.values()) {
            correct(service);
        }
        operationsUndeclared = Integer.MAX_VALUE;
    }

    /** Throws what the request is to be refused with. */
    void refuseAsTold(Service service, UaRequestMessageType request) throws UaException {
        if (Operations.in(request) > operationsUndeclared) {
            throw new UaException(StatusCodes.Bad_TooManyOperations);
        }
        Refusal told = refusals.computeIfPresent(
                service, (same, now) -> now.times() == 0 ? null : new Refusal(now.status(), now.times() - 1));
        if (told != null) {
            throw new UaException(told.status());
        }
    }

    Duration delay(Service service) {
        return delays.getOrDefault(service, alone.getOrDefault(service, Duration.ZERO));
    }

    /** The answer as it may leave: one that is served alone keeps back the others, and they wait until it is given. */
    <T> CompletableFuture<T> inTurn(Service service, CompletableFuture<T> answer) {
        if (alone.containsKey(service)) {
            served = answer;
            return answer;
        }
        return answer.thenCompose(told -> served.handle((other, failure) -> told));
    }

    boolean isUnanswered(Service service) {
        return unanswered.contains(service);
    }
}
