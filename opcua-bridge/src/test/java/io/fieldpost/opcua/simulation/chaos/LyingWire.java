package io.fieldpost.opcua.simulation.chaos;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * A server that answers with hostile bytes: in front of an honest one, it passes on what a client says, and of the answers what a lie
 * makes of them, chunk by chunk. Without security, where nothing guards the bytes. Any thread.
 */
public final class LyingWire implements AutoCloseable {
    private static final Function<Frame, List<Frame>> TRUTH = List::of;

    private final int serverPort;
    private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger lies = new AtomicInteger();
    private volatile Function<Frame, List<Frame>> lie = TRUTH;

    /** Listens at a free port. */
    public LyingWire(int serverPort) throws IOException {
        this.serverPort = serverPort;
        start(this::accept);
    }

    /** Where a client finds it. */
    public String endpoint() {
        return "opc.tcp://127.0.0.1:" + listening.getLocalPort();
    }

    /** From now on each response of this encoding becomes what {@code made} makes of it. */
    public void answer(int encoding, Function<Frame, Frame> made) {
        pass(frame -> List.of(frame.encoding() == encoding ? counted(made.apply(frame)) : frame));
    }

    /** From now on each chunk of any answer becomes what {@code made} makes of it: none, one or many. */
    public void pass(Function<Frame, List<Frame>> made) {
        lie = made;
    }

    /** Passes the truth. */
    public void behave() {
        lie = TRUTH;
    }

    /** How many answers were replaced by {@link #answer}. */
    public int lies() {
        return lies.get();
    }

    private Frame counted(Frame made) {
        lies.incrementAndGet();
        return made;
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = listening.accept();
            Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
            open.add(client);
            open.add(server);
            start(() -> ask(client, server));
            start(() -> answer(server, client));
        }
    }

    private void ask(Socket client, Socket server) throws IOException {
        try (client;
                server) {
            client.getInputStream().transferTo(server.getOutputStream());
        }
    }

    private void answer(Socket server, Socket client) throws IOException {
        try (server;
                client) {
            InputStream in = server.getInputStream();
            OutputStream out = client.getOutputStream();
            for (Frame frame = Frame.read(in); frame != null; frame = Frame.read(in)) {
                for (Frame made : lie.apply(frame)) {
                    out.write(made.bytes());
                }
            }
        } finally {
            open.remove(server);
            open.remove(client);
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void start(Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException e) {
                        // The other side is gone, or close() was called: this thread has nothing left to do.
                    }
                },
                "lying-wire");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
