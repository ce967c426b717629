package io.fieldpost.opcua;

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import io.netty.channel.Channel;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.eclipse.milo.opcua.stack.transport.client.OpcClientTransport;
import org.eclipse.milo.opcua.stack.transport.client.tcp.OpcTcpClientTransportConfig;

/** Makes connections to one server: by calling it, or by waiting for its call. */
final class Dialer {
    private final OpcUaSettings settings;
    private final ClientThreads threads;
    private final AgentWide shared;
    private final Consumer<DriverException> lost;

    /**
     * Makes none yet.
     *
     * @param lost told from any thread when a connection can't be repaired or must not be trusted any more
     */
    Dialer(OpcUaSettings settings, ClientThreads threads, AgentWide shared, Consumer<DriverException> lost) {
        this.settings = settings;
        this.threads = threads;
        this.shared = shared;
        this.lost = lost;
    }

    /** A connection, and what guards it. */
    record Line(OpcClientTransport transport, RequestGuard guard) {
        /** Ends what is left of a connection that the server had opened; one of ours ends with its threads. */
        void hangUp() {
            if (transport instanceof ReverseTransport reverse) {
                reverse.hangUp();
            }
        }
    }

    /** A connection for discovery, whose end is no news. Waits for a server that is to call. */
    OpcClientTransport forDiscovery() throws DriverException {
        return line(() -> {}).transport();
    }

    /** A connection for a session. Waits for a server that is to call. */
    Line forSession() throws DriverException {
        long wait = memory().sessions().nanosUntilFree(settings.sessionsPerMinute(), System.nanoTime());
        if (wait > 0) {
            throw new DriverException(
                    Reason.REFUSED,
                    settings.sessionsPerMinute()
                            + " sessions were asked of this server within a minute and none lasted;"
                            + " the next is due in " + (TimeUnit.NANOSECONDS.toSeconds(wait) + 1) + " s: "
                            + settings.endpoint());
        }
        return line(() -> lost.accept(new DriverException(
                Reason.UNREACHABLE, "the connection that the server had opened has ended: " + settings.endpoint())));
    }

    ServerMemory memory() {
        return shared.servers().of(settings.endpoint());
    }

    private Line line(Runnable ended) throws DriverException {
        OpcTcpClientTransportConfig config = threads.transport(settings.requestTimeout());
        RequestGuard guard = new RequestGuard(
                memory().sessions(), settings.sessionsPerMinute(), System::nanoTime, this::violated, this::forgotten);
        String listen = settings.listen();
        if (listen == null) {
            return new Line(new GuardedTransport(config, guard), guard);
        }
        Channel call = awaitCall(shared.ports().at(listen), listen);
        return new Line(new ReverseTransport(config, guard, CompletableFuture.completedFuture(call), ended), guard);
    }

    private void forgotten() {
        lost.accept(new DriverException(
                Reason.UNREACHABLE, "the server has forgotten the subscription: " + settings.endpoint()));
    }

    private void violated(String what) {
        lost.accept(new DriverException(
                Reason.PROTOCOL, what + ", which the standard does not allow: " + settings.endpoint()));
    }

    private Channel awaitCall(ReversePort port, String listen) throws DriverException {
        CompletableFuture<Channel> call = port.take(settings.endpoint());
        try {
            return call.get(settings.requestTimeout().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            giveUp(call);
            throw new DriverException(
                    Reason.TIMEOUT,
                    "the server has not called " + listen + " as " + settings.endpoint() + "; " + port.callers()
                            + "; check its reverse connect settings, and 'endpoint' here",
                    e);
        } catch (InterruptedException e) {
            giveUp(call);
            Thread.currentThread().interrupt();
            throw new DriverException(Reason.TIMEOUT, "interrupted while waiting for a call at " + listen, e);
        } catch (CancellationException e) {
            throw new DriverException(
                    Reason.UNREACHABLE,
                    "another source waits at " + listen + " for a call of " + settings.endpoint()
                            + "; join the two sources, or let the server announce two endpoints",
                    e);
        } catch (ExecutionException e) {
            throw new DriverException(Reason.UNREACHABLE, "cannot take a call at " + listen + ": " + e.getCause(), e);
        }
    }

    /** A call that comes at the last moment belongs to nobody: while it is open, the server does not call again. */
    private static void giveUp(CompletableFuture<Channel> call) {
        if (!call.cancel(false)) {
            call.thenAccept(Channel::close);
        }
    }
}
