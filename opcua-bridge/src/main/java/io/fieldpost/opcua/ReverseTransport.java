package io.fieldpost.opcua;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.concurrent.CompletableFuture;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.UaRequestMessageType;
import org.eclipse.milo.opcua.stack.core.types.UaResponseMessageType;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.structured.CloseSecureChannelRequest;
import org.eclipse.milo.opcua.stack.core.types.structured.RequestHeader;
import org.eclipse.milo.opcua.stack.core.util.Unit;
import org.eclipse.milo.opcua.stack.transport.client.AbstractUascClientTransport;
import org.eclipse.milo.opcua.stack.transport.client.ClientApplicationContext;
import org.eclipse.milo.opcua.stack.transport.client.tcp.OpcTcpClientTransportConfig;
import org.eclipse.milo.opcua.stack.transport.client.uasc.ClientSecureChannel;
import org.eclipse.milo.opcua.stack.transport.client.uasc.InboundUascResponseHandler.DelegatingUascResponseHandler;
import org.eclipse.milo.opcua.stack.transport.client.uasc.UascClientAcknowledgeHandler;

/**
 * Milo's protocol over a connection that the server opened, behind a {@link RequestGuard}. Milo itself can't do that. One connection a
 * transport: when it ends, the driver ends, and the next one takes the server's next call.
 */
final class ReverseTransport extends AbstractUascClientTransport {
    private final OpcTcpClientTransportConfig settings;
    private final RequestGuard guard;
    private final CompletableFuture<Channel> call;
    private final CompletableFuture<ClientSecureChannel> handshake = new CompletableFuture<>();
    private final CompletableFuture<Channel> secured = handshake.thenApply(ClientSecureChannel::getChannel);
    private final Runnable ended;

    /**
     * Makes a transport.
     *
     * @param call completed with the server's connection, on which nothing was sent yet
     * @param ended told once when the connection has ended
     */
    ReverseTransport(
            OpcTcpClientTransportConfig settings, RequestGuard guard, CompletableFuture<Channel> call, Runnable ended) {
        super(settings);
        this.settings = settings;
        this.guard = guard;
        this.call = call;
        this.ended = ended;
    }

    @Override
    public OpcTcpClientTransportConfig getConfig() {
        return settings;
    }

    @Override
    public CompletableFuture<Unit> connect(ClientApplicationContext application) {
        call.whenComplete((channel, failure) -> {
            if (channel == null) {
                handshake.completeExceptionally(failure);
            } else {
                channel.eventLoop().execute(() -> begin(channel, application));
            }
        });
        return secured.thenApply(channel -> Unit.VALUE);
    }

    private void begin(Channel channel, ClientApplicationContext application) {
        channel.pipeline().addLast(new ChannelInboundHandlerAdapter() {
            @Override
            public void channelInactive(ChannelHandlerContext context) {
                handshake.completeExceptionally(new UaException(StatusCodes.Bad_ConnectionClosed));
                ended.run();
                context.fireChannelInactive();
            }
        });
        channel.pipeline().addLast(new DelegatingUascResponseHandler(this));
        channel.pipeline()
                .addLast(
                        new UascClientAcknowledgeHandler(settings, application, requestId::getAndIncrement, handshake));
        if (!channel.isActive()) {
            handshake.completeExceptionally(new UaException(StatusCodes.Bad_ConnectionClosed));
        }
    }

    @Override
    public CompletableFuture<Unit> disconnect() {
        CompletableFuture<Unit> closed = new CompletableFuture<>();
        call.cancel(false);
        call.whenComplete((channel, failure) -> {
            if (channel == null) {
                closed.complete(Unit.VALUE);
                return;
            }
            channel.closeFuture().addListener(done -> closed.complete(Unit.VALUE));
            channel.pipeline().fireUserEventTriggered(goodbye());
            channel.eventLoop().execute(channel::close);
        });
        return closed;
    }

    /** Closes the connection whatever Milo still waits for: while it is open, the server does not call again. */
    void hangUp() {
        call.thenAccept(Channel::close);
    }

    private static CloseSecureChannelRequest goodbye() {
        UInteger zero = UInteger.valueOf(0);
        return new CloseSecureChannelRequest(
                new RequestHeader(NodeId.NULL_VALUE, DateTime.now(), zero, zero, null, zero, null));
    }

    @Override
    protected CompletableFuture<Channel> getChannel() {
        return secured;
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
