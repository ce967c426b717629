package io.fieldpost.driver.testkit;

import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** Two sockets and the two threads that carry bytes between them. */
final class ProxiedConnection {
    private static final int CHUNK = 16 * 1024;

    private final Socket client;
    private final Socket server;
    private final FaultPlan plan;
    private final Consumer<ProxiedConnection> ended;
    private final AtomicBoolean cut = new AtomicBoolean();

    ProxiedConnection(Socket client, Socket server, FaultPlan plan, Consumer<ProxiedConnection> ended) {
        this.client = client;
        this.server = server;
        this.plan = plan;
        this.ended = ended;
    }

    static Thread daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    void start() {
        daemon("fault-proxy-up", () -> carry(client, server, this::pass));
        daemon("fault-proxy-down", () -> carry(server, client, this::passAnswer));
    }

    /** Resets both sides. */
    void cut() {
        if (cut.compareAndSet(false, true)) {
            reset(client);
            reset(server);
            ended.accept(this);
        }
    }

    /** How a chunk goes on. */
    private interface Way {
        void pass(byte[] chunk, int length, Socket to) throws IOException, InterruptedException;
    }

    private void pass(byte[] chunk, int length, Socket to) throws IOException {
        to.getOutputStream().write(chunk, 0, length);
    }

    private void passAnswer(byte[] chunk, int length, Socket to) throws IOException, InterruptedException {
        byte[] answer = plan.answered(chunk, length);
        if (!plan.drips()) {
            pass(answer, answer.length, to);
            return;
        }
        for (byte each : answer) {
            plan.holdByte();
            to.getOutputStream().write(each);
        }
    }

    private void carry(Socket from, Socket to, Way way) {
        byte[] chunk = new byte[CHUNK];
        long passed = 0;
        try {
            for (int length = from.getInputStream().read(chunk);
                    length >= 0;
                    length = from.getInputStream().read(chunk)) {
                plan.hold();
                plan.damage(chunk, length, passed);
                way.pass(chunk, length, to);
                passed += length;
            }
            plan.hold();
            finish(to);
        } catch (IOException e) {
            cut();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            cut();
        }
    }

    /** Passes on the end of one direction; the other may go on. */
    private void finish(Socket to) throws IOException {
        to.shutdownOutput();
        if (client.isOutputShutdown() && server.isOutputShutdown()) {
            client.close();
            server.close();
            ended.accept(this);
        }
    }

    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            // It was closed already, which is what was wanted.
        }
    }
}
