package io.fieldpost.opcua.simulation.chaos;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.eclipse.milo.opcua.sdk.server.OpcUaServer;
import org.eclipse.milo.opcua.sdk.server.OpcUaServerConfig;
import org.eclipse.milo.opcua.sdk.server.Session;
import org.eclipse.milo.opcua.sdk.server.servicesets.Service;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.UaRequestMessageType;
import org.eclipse.milo.opcua.stack.core.types.UaResponseMessageType;
import org.eclipse.milo.opcua.stack.core.util.EndpointUtil;
import org.eclipse.milo.opcua.stack.transport.server.OpcServerTransportFactory;
import org.eclipse.milo.opcua.stack.transport.server.ServiceRequestContext;

/** Milo's server with a hand in every service: what {@link ServiceFaults} and {@link Lies} say happens to its answers. */
final class FaultyServer extends OpcUaServer {
    private final ServiceFaults faults;
    private final Lies lies;
    private final Census census;

    FaultyServer(
            OpcUaServerConfig config,
            OpcServerTransportFactory transports,
            ServiceFaults faults,
            Lies lies,
            Census census) {
        super(config, transports);
        this.faults = faults;
        this.lies = lies;
        this.census = census;
        config.getEndpoints().stream()
                .map(endpoint -> EndpointUtil.getPath(endpoint.getEndpointUrl()))
                .distinct()
                .forEach(this::meddleWithServicesOf);
    }

    private void meddleWithServicesOf(String path) {
        for (Service service : Service.values()) {
            ServiceHandler honest = getServiceHandler(path, service);
            if (honest != null) {
                AsyncServiceHandler meddling = (context, request) -> answer(service, honest, context, request);
                addServiceHandler(path, service, meddling);
            }
        }
    }

    private CompletableFuture<UaResponseMessageType> answer(
            Service service, ServiceHandler honest, ServiceRequestContext context, UaRequestMessageType request) {
        census.asked(service);
        CompletableFuture<UaResponseMessageType> answer;
        try {
            faults.refuseAsTold(service, request);
            answer = honestly(honest, context, request);
        } catch (UaException e) {
            answer = CompletableFuture.failedFuture(e);
        }
        census.saw(getSessionManager().getAllSessions().size(), mostQueuedPublishes());
        if (faults.isUnanswered(service)) {
            return new CompletableFuture<>();
        }
        return faults.inTurn(service, late(answer, faults.delay(service))).thenApply(lies::told);
    }

    private static CompletableFuture<UaResponseMessageType> honestly(
            ServiceHandler honest, ServiceRequestContext context, UaRequestMessageType request) throws UaException {
        return honest instanceof AsyncServiceHandler asynchronous
                ? asynchronous.handleAsync(context, request)
                : CompletableFuture.completedFuture(honest.handle(context, request));
    }

    private CompletableFuture<UaResponseMessageType> late(
            CompletableFuture<UaResponseMessageType> answer, Duration delay) {
        if (delay.isZero()) {
            return answer;
        }
        Executor later =
                CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS, getExecutorService());
        return answer.handleAsync((truth, failure) -> answer, later).thenCompose(same -> same);
    }

    private int mostQueuedPublishes() {
        int most = 0;
        for (Session session : getSessionManager().getAllSessions()) {
            most = Math.max(
                    most, session.getSubscriptionManager().getPublishQueue().size());
        }
        return most;
    }
}
