package io.fieldpost.agent.control;

import io.fieldpost.agent.command.Commands;
import io.fieldpost.agent.command.Outcome;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;
import org.tinylog.Logger;

/**
 * Answers other processes of this machine, on one thread, {@code control}. Only the agent's own user and root can connect: the directory
 * of the socket is closed to everybody else. Everything is bounded: connections, the length of a line, and the time to send one; whatever is
 * no request gets an answer that says so, and no connection can hold up another.
 */
public final class ControlSocket implements AutoCloseable {
    private static final int MOST_CONNECTIONS = 8;
    private static final long LONGEST_WAIT_MILLIS = 500;
    private static final Duration CLOSE = Duration.ofMillis(500);

    private final Path path;
    private final Commands commands;
    private final BiFunction<String, String, Outcome> release;
    private final ServerSocketChannel server;
    private final Selector selector;
    private final Thread thread = new Thread(this::run, "control");
    private volatile boolean refusing;
    private volatile boolean closing;

    private ControlSocket(
            Path path,
            Commands commands,
            BiFunction<String, String, Outcome> release,
            ServerSocketChannel server,
            Selector selector) {
        this.path = path;
        this.commands = commands;
        this.release = release;
        this.server = server;
        this.selector = selector;
    }

    /**
     * Listens at the socket of a store that this process has open; what a killed process left there is replaced.
     *
     * @throws ControlException when that is not possible; nothing is left behind
     */
    public static ControlSocket open(Path store, Commands commands) throws ControlException {
        return open(
                store, commands, (by, plugin) -> Outcome.of(Outcome.Result.REFUSED, "this gateway has no plug-ins"));
    }

    /**
     * The same for a gateway with plug-ins.
     *
     * @param release releases one from quarantine: who asks, and its name; must return at once
     */
    public static ControlSocket open(Path store, Commands commands, BiFunction<String, String, Outcome> release)
            throws ControlException {
        Path path = ControlPath.of(store);
        try {
            ControlPath.prepare(path);
            ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            try {
                server.bind(ControlPath.address(path), MOST_CONNECTIONS);
                Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
                server.configureBlocking(false);
                Selector selector = Selector.open();
                server.register(selector, SelectionKey.OP_ACCEPT);
                ControlSocket socket = new ControlSocket(path, commands, release, server, selector);
                socket.thread.setDaemon(true);
                socket.thread.start();
                return socket;
            } catch (IOException e) {
                server.close();
                throw e;
            }
        } catch (IOException | UnsupportedOperationException e) {
            throw new ControlException("the control socket can't be opened at " + path + ": " + e.getMessage(), e);
        }
    }

    private void run() {
        while (!closing) {
            try {
                selector.select(LONGEST_WAIT_MILLIS);
                turn(System.nanoTime());
            } catch (IOException | RuntimeException e) {
                Logger.debug(e, "a turn of the control socket failed");
            }
        }
        turn(System.nanoTime());
        selector.keys().forEach(ControlSocket::end);
    }

    private void turn(long now) {
        selector.selectedKeys().clear();
        for (SelectionKey key : List.copyOf(selector.keys())) {
            if (key.attachment() instanceof ControlConnection connection) {
                serve(key, connection, now);
            } else if (key.isValid() && key.isAcceptable()) {
                accept(now);
            }
        }
    }

    private static void serve(SelectionKey key, ControlConnection connection, long now) {
        try {
            if (key.isValid() && connection.step(key, now)) {
                return;
            }
        } catch (IOException e) {
            // The other side is gone, which is its own affair.
            Logger.debug("a connection of the control socket ended: {}", e.getMessage());
        }
        end(key);
    }

    private void accept(long now) {
        try {
            SocketChannel channel = server.accept();
            if (channel == null) {
                return;
            }
            int open = selector.keys().size() - 1;
            if (open >= 2 * MOST_CONNECTIONS) {
                channel.close();
                return;
            }
            channel.configureBlocking(false);
            ControlConnection connection = new ControlConnection(channel, commands, release, selector::wakeup, now);
            channel.register(selector, SelectionKey.OP_READ, connection);
            if (refusing || open >= MOST_CONNECTIONS) {
                connection.turnAway(refusing ? "the agent stops" : "too many others ask at once; try again");
            }
        } catch (IOException e) {
            Logger.debug("a connection of the control socket failed: {}", e.getMessage());
        }
    }

    private static void end(SelectionKey key) {
        key.cancel();
        try {
            key.channel().close();
        } catch (IOException e) {
            Logger.debug("close of the control socket failed: {}", e.getMessage());
        }
    }

    /** From now on a new request is answered with a refusal; those under way are answered. */
    public void refuseNew() {
        refusing = true;
    }

    /** Sends the answers that are there, closes everything and removes the socket. */
    @Override
    public void close() {
        refusing = true;
        closing = true;
        selector.wakeup();
        try {
            thread.join(CLOSE.toMillis());
            selector.close();
            server.close();
            Files.deleteIfExists(path);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            Logger.debug("close of the control socket failed: {}", e.getMessage());
        }
    }
}
