package io.fieldpost.driver.modbus;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A device that says whatever its script says, truth or not. */
public final class ScriptedDevice implements AutoCloseable {
    /** What goes back for a request; nothing at all for silence, an exception to hang up. */
    public interface Script {
        byte[] answer(Request request) throws IOException;
    }

    /** Threads of devices, which live as long as their connection. */
    public static final String THREADS = "scripted-device";

    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final boolean rtu;
    private final List<String> requests = new ArrayList<>();
    private volatile Script script;

    public ScriptedDevice(boolean rtu, Script script) throws IOException {
        this.rtu = rtu;
        this.script = script;
        daemon(this::acceptAll);
    }

    public InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), listener.getLocalPort());
    }

    public String connection() {
        return (rtu ? "rtu+tcp" : "tcp") + "://127.0.0.1:" + listener.getLocalPort();
    }

    public void script(Script next) {
        script = next;
    }

    /** What was asked since the last call, such as {@code 1: 03 0000 0002}. */
    public List<String> asked() {
        synchronized (requests) {
            List<String> asked = List.copyOf(requests);
            requests.clear();
            return asked;
        }
    }

    private void acceptAll() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                client.setTcpNoDelay(true);
                daemon(() -> serve(client));
            } catch (IOException e) {
                // The listener was closed.
            }
        }
    }

    private void serve(Socket client) {
        try (client;
                DataInputStream in = new DataInputStream(client.getInputStream())) {
            while (true) {
                Request request = rtu ? rtuRequest(in) : mbapRequest(in);
                synchronized (requests) {
                    requests.add(request.toString());
                }
                client.getOutputStream().write(script.answer(request));
            }
        } catch (IOException e) {
            // The client went away, which is its right.
        }
    }

    private static Request mbapRequest(DataInputStream in) throws IOException {
        int transaction = in.readUnsignedShort();
        in.readUnsignedShort();
        int length = in.readUnsignedShort();
        int unit = in.readUnsignedByte();
        return new Request(transaction, unit, in.readNBytes(length - 1));
    }

    private static Request rtuRequest(DataInputStream in) throws IOException {
        int unit = in.readUnsignedByte();
        byte[] head = in.readNBytes(5);
        byte[] pdu = head;
        if (head[0] == 15 || head[0] == 16) {
            int count = in.readUnsignedByte();
            pdu = Arrays.copyOf(head, 6 + count);
            pdu[5] = (byte) count;
            in.readFully(pdu, 6, count);
        }
        in.readUnsignedShort();
        return new Request(-1, unit, pdu);
    }

    static void daemon(Runnable work) {
        Thread thread = new Thread(work, THREADS);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
