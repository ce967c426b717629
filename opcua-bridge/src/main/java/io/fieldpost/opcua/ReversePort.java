package io.fieldpost.opcua;

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/**
 * A port at which servers call (reverse connect, Part 6, 7.1.2.6 and Part 2, 6.14). It stays open until the agent ends, because a
 * server tries only now and then; a call is kept until a driver wants it, the newest for each endpoint. A server that was taken calls
 * again by itself, as the standard says. While a connection that was taken is open, a caller with its endpoint from another address is
 * hung up on. Any thread.
 */
final class ReversePort {
    /** Callers that nobody is configured for are hung up on beyond these. */
    private static final int MOST_ENDPOINTS = 64;

    private static final int BACKLOG = 16;

    private final Map<String, Channel> waiting = new HashMap<>();
    private final Map<String, CompletableFuture<Channel>> wanted = new HashMap<>();
    private final Set<String> heardOf = new LinkedHashSet<>();
    /** Endpoints that drivers have asked for, whose calls are kept however many others call. */
    private final Set<String> expected = new HashSet<>();
    /** The connection that was taken last for each endpoint, while it is open. */
    private final Map<String, Channel> taken = new HashMap<>();

    private final Set<String> contested = new HashSet<>();

    /** The ports of this process, by address. */
    static final class Ports {
        private final ConcurrentMap<String, ReversePort> byAddress = new ConcurrentHashMap<>();

        /** Opens the port, or finds the one that is open. */
        ReversePort at(String address) throws DriverException {
            ReversePort open = byAddress.get(address);
            if (open != null) {
                return open;
            }
            synchronized (this) {
                open = byAddress.get(address);
                if (open == null) {
                    open = new ReversePort();
                    open.listen(address);
                    byAddress.put(address, open);
                }
                return open;
            }
        }
    }

    private void listen(String address) throws DriverException {
        int colon = address.lastIndexOf(':');
        String host = address.substring(0, colon);
        int port = Integer.parseInt(address.substring(colon + 1));
        EventLoopGroup thread = new NioEventLoopGroup(1, new DefaultThreadFactory("opcua-reverse-" + port, true));
        ChannelFuture bound = new ServerBootstrap()
                .group(thread)
                .channel(NioServerSocketChannel.class)
                .option(io.netty.channel.ChannelOption.SO_BACKLOG, BACKLOG)
                .childOption(io.netty.channel.ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(new ReverseHello(ReversePort.this::called));
                    }
                })
                .bind(new InetSocketAddress(host.replace("[", "").replace("]", ""), port))
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            thread.shutdownGracefully();
            throw new DriverException(
                    Reason.UNREACHABLE,
                    "cannot listen at " + address + " for servers that call: "
                            + bound.cause().getMessage() + "; choose another port in 'listen', or stop who has it",
                    bound.cause());
        }
    }

    private void called(Channel channel, String endpointUrl) {
        CompletableFuture<Channel> taker;
        synchronized (this) {
            if (contests(channel, endpointUrl)) {
                channel.close();
                return;
            }
            taker = wanted.remove(endpointUrl);
            if (taker == null) {
                keep(channel, endpointUrl);
            } else {
                taken(channel, endpointUrl);
            }
        }
        if (taker != null && !taker.complete(channel)) {
            ended(channel, endpointUrl);
            called(channel, endpointUrl);
        }
    }

    /** Whether another machine calls by the name of one that is connected: anybody can who reaches the port. */
    private boolean contests(Channel channel, String endpointUrl) {
        Channel connected = taken.get(endpointUrl);
        if (connected == null || !connected.isActive() || address(connected).equals(address(channel))) {
            return false;
        }
        if (contested.add(endpointUrl)) {
            Logger.warn(
                    "{} calls as {}, which is connected from {}: it is hung up on; find out who it is",
                    address(channel),
                    endpointUrl,
                    address(connected));
        }
        return true;
    }

    private static String address(Channel channel) {
        return channel.remoteAddress() instanceof InetSocketAddress from
                ? from.getAddress().getHostAddress()
                : "";
    }

    private void taken(Channel channel, String endpointUrl) {
        taken.put(endpointUrl, channel);
        channel.closeFuture().addListener(closed -> ended(channel, endpointUrl));
    }

    private synchronized void ended(Channel channel, String endpointUrl) {
        taken.remove(endpointUrl, channel);
    }

    private void keep(Channel channel, String endpointUrl) {
        if (heardOf.size() < MOST_ENDPOINTS) {
            heardOf.add(endpointUrl);
        } else if (!expected.contains(endpointUrl) && !heardOf.contains(endpointUrl)) {
            channel.close();
            return;
        }
        Channel older = waiting.put(endpointUrl, channel);
        if (older != null) {
            older.close();
        }
    }

    /**
     * A call of this endpoint: the one that waits, or the next. It belongs to who takes it.
     *
     * @return completed with an active channel on which nothing was sent yet; cancel it when it is not wanted any more
     */
    synchronized CompletableFuture<Channel> take(String endpointUrl) {
        expected.add(endpointUrl);
        Channel ready = waiting.remove(endpointUrl);
        if (ready != null && ready.isActive()) {
            taken(ready, endpointUrl);
            return CompletableFuture.completedFuture(ready);
        }
        CompletableFuture<Channel> next = new CompletableFuture<>();
        @Nullable CompletableFuture<Channel> before = wanted.put(endpointUrl, next);
        if (before != null) {
            before.cancel(false);
        }
        return next;
    }

    /** Which endpoints have called so far and were not expected, for a message; some text. */
    synchronized String callers() {
        return heardOf.isEmpty() ? "nobody has called yet" : "called have only " + String.join(", ", heardOf);
    }
}
