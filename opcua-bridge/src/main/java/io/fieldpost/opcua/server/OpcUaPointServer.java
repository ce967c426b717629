package io.fieldpost.opcua.server;

import io.fieldpost.config.SecretException;
import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.plant.PointServer;
import io.fieldpost.driver.plant.PointServerContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import org.eclipse.milo.opcua.sdk.server.OpcUaServer;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.transport.server.tcp.OpcTcpServerTransport;
import org.eclipse.milo.opcua.stack.transport.server.tcp.OpcTcpServerTransportConfig;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/** One life of the OPC UA server. */
final class OpcUaPointServer implements PointServer {
    /** A client that has connected says hello within so long. */
    private static final int HELLO_MILLIS = 5000;

    private final PlantSettings settings;
    private final PointServerContext context;
    private final int mostPoints;
    private @Nullable ServerThreads threads;
    private @Nullable OpcUaServer server;
    private @Nullable PlantNamespace namespace;
    private int port;
    private String url = "";

    /** @param mostPoints how many points are shown */
    OpcUaPointServer(PlantSettings settings, PointServerContext context, int mostPoints) {
        this.mostPoints = mostPoints;
        this.settings = settings;
        this.context = context;
    }

    @Override
    public void open() throws DriverException {
        checkPasswords();
        port = freePort();
        RefusalLog log = new RefusalLog();
        Path directory = context.directory();
        ClientTrust clients = ClientTrust.in(directory, log);
        ClientTrust users = settings.userCertificates() ? ClientTrust.in(directory.resolve("users"), log) : null;
        HostNames names = HostNames.of(settings);
        ServerCertificate certificate = ServerCertificate.in(
                directory,
                ServerConfiguration.applicationUri(context.gateway()),
                names,
                context.clock().instant());
        ServerThreads own = new ServerThreads();
        threads = own;
        ServerConfiguration configuration =
                new ServerConfiguration(settings, context, port, names, certificate, clients);
        OpcUaServer made = new OpcUaServer(
                configuration.config(own, new KnownUsers(settings.users(), users, log)),
                profile -> transport(own, log));
        server = made;
        if (!ServerConfiguration.isWhole(made)) {
            throw new IllegalStateException("the standard's own nodes are not whole");
        }
        ServerConfiguration.closeWhatCouldBeWritten(made);
        PlantNamespace points = new PlantNamespace(made, context, mostPoints);
        namespace = points;
        points.startup();
        try {
            made.startup().get();
        } catch (ExecutionException e) {
            throw new DriverException(
                    Reason.UNREACHABLE,
                    "can't listen on " + settings.bind() + ":" + port + ": " + e.getCause()
                            + "; end the program that uses this port, or set another one",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DriverException(Reason.TIMEOUT, "interrupted while it began to listen", e);
        }
        url = "opc.tcp://" + HostNames.inUrl(names.all().get(0)) + ":" + port;
        Logger.info("server opcua: the plant can reach this gateway's points at {}", url);
    }

    private OpcTcpServerTransport transport(ServerThreads own, RefusalLog log) {
        ConnectionGuard guard = new ConnectionGuard(settings.maxSessions() * 2 + 20, log);
        return new OpcTcpServerTransport(OpcTcpServerTransportConfig.newBuilder()
                .setEventLoop(own.network)
                .setExecutor(own.workers)
                .setHelloDeadline(UInteger.valueOf(HELLO_MILLIS))
                .setChannelPipelineCustomizer(guard::watch)
                .build());
    }

    /** A password that can't be read would lock somebody out in silence. */
    private void checkPasswords() throws DriverException {
        for (PlantUser user : settings.users()) {
            try {
                user.password().resolve();
            } catch (SecretException e) {
                throw new DriverException(
                        Reason.CONFIGURATION, "password of user " + user.name() + ": " + e.getMessage(), e);
            }
        }
    }

    /** Milo tells neither why it can't bind nor which port it got, so the port is tried before. */
    private int freePort() throws DriverException {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getByName(settings.bind()), settings.port()));
            return probe.getLocalPort();
        } catch (IOException e) {
            throw new DriverException(
                    Reason.UNREACHABLE,
                    "can't listen on " + settings.bind() + ":" + settings.port() + ": " + e.getMessage()
                            + "; end the program that uses this port, or set another one",
                    e);
        }
    }

    @Override
    public String url() {
        return url;
    }

    @Override
    public OptionalInt sessions() {
        OpcUaServer open = server;
        if (open == null) {
            return OptionalInt.empty();
        }
        // One that was created and not activated belongs to nobody yet.
        return OptionalInt.of((int) open.getSessionManager().getAllSessions().stream()
                .filter(session -> session.getIdentity() != null)
                .count());
    }

    /** The port that it listens on. */
    int port() {
        return port;
    }

    @Override
    public void show(List<Measurement> newest) {
        PlantNamespace points = namespace;
        if (points != null) {
            points.show(newest);
        }
    }

    @Override
    public void showHealth(List<Measurement> health) {
        PlantNamespace points = namespace;
        if (points != null) {
            points.showHealth(health);
        }
    }

    @Override
    public void close() {
        PlantNamespace points = namespace;
        OpcUaServer open = server;
        ServerThreads own = threads;
        namespace = null;
        server = null;
        threads = null;
        if (open != null) {
            open.shutdown();
        }
        if (points != null) {
            points.shutdown();
        }
        if (own != null) {
            own.close();
        }
    }
}
