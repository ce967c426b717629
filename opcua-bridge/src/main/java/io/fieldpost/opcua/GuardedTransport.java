package io.fieldpost.opcua;

import java.util.concurrent.CompletableFuture;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.UaRequestMessageType;
import org.eclipse.milo.opcua.stack.core.types.UaResponseMessageType;
import org.eclipse.milo.opcua.stack.transport.client.tcp.OpcTcpClientTransport;
import org.eclipse.milo.opcua.stack.transport.client.tcp.OpcTcpClientTransportConfig;

/** Milo's connection over TCP, which the gateway opens, behind a {@link RequestGuard}. */
final class GuardedTransport extends OpcTcpClientTransport {
    private final RequestGuard guard;

    GuardedTransport(OpcTcpClientTransportConfig config, RequestGuard guard) {
        super(config);
        this.guard = guard;
    }

    @Override
    public CompletableFuture<UaResponseMessageType> sendRequestMessage(UaRequestMessageType request) {
        return guard.send(request, () -> super.sendRequestMessage(request));
    }

    @Override
    public void handleResponse(long requestId, UaResponseMessageType response) {
        UaResponseMessageType believed;
        try {
            believed = guard.inspect(response);
        } catch (UaException e) {
            handleReceiveFailure(requestId, e);
            return;
        }
        super.handleResponse(requestId, believed);
    }
}
