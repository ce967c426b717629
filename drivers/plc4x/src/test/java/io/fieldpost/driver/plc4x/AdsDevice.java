package io.fieldpost.driver.plc4x;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A controller that has 256 bytes of flags (index group 0x4020) and answers ADS over AMS/TCP (Beckhoff's TE1000, "ADS protocol"): read, write,
 * and several reads at once. It has no symbols.
 */
final class AdsDevice implements AutoCloseable {
    private static final int FLAGS = 0x4020;
    private static final int SUM_READ = 0xF080;
    private static final int INVALID_GROUP = 0x702;
    private static final int INVALID_OFFSET = 0x703;
    private static final int HEADER = 32;

    final ByteBuffer flags = ByteBuffer.allocate(256).order(ByteOrder.LITTLE_ENDIAN);
    private final ServerSocket server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    AdsDevice() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    String connection() {
        return "ads://127.0.0.1:" + server.getLocalPort() + "?target-ams-net-id=127.0.0.1.1.1&target-ams-port=851"
                + "&source-ams-net-id=127.0.0.2.1.1&source-ams-port=32905&load-symbol-and-data-type-tables=false";
    }

    private static void start(Runnable body) {
        Thread thread = new Thread(body, "ads-device");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                open.add(socket);
                start(() -> serve(socket));
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            while (true) {
                in.readUnsignedShort();
                byte[] request = in.readNBytes(Integer.reverseBytes(in.readInt()));
                socket.getOutputStream().write(answer(ByteBuffer.wrap(request).order(ByteOrder.LITTLE_ENDIAN)));
            }
        } catch (IOException | RuntimeException e) {
            // The client has gone, or what it sent was no request.
        } finally {
            open.remove(socket);
        }
    }

    private byte[] answer(ByteBuffer request) {
        ByteBuffer data = request.duplicate().order(ByteOrder.LITTLE_ENDIAN).position(HEADER);
        byte[] payload = switch (request.getShort(16)) {
            case 2 -> read(data.getInt(), data.getInt(), data.getInt());
            case 3 -> write(data.getInt(), data.getInt(), data.getInt(), data);
            case 9 -> sum(data.getInt(), data.getInt(), data.getInt(), data.getInt(), data);
            default -> throw new IllegalArgumentException("command " + request.getShort(16));
        };
        ByteBuffer out = ByteBuffer.allocate(6 + HEADER + payload.length).order(ByteOrder.LITTLE_ENDIAN);
        out.putShort((short) 0).putInt(HEADER + payload.length);
        out.put(request.array(), 8, 8).put(request.array(), 0, 8);
        out.putShort(request.getShort(16))
                .putShort((short) 5)
                .putInt(payload.length)
                .putInt(0);
        return out.putInt(request.getInt(28)).put(payload).array();
    }

    private static int result(int group, int offset, int length) {
        return group != FLAGS ? INVALID_GROUP : offset < 0 || offset + length > 256 ? INVALID_OFFSET : 0;
    }

    private byte[] read(int group, int offset, int length) {
        int result = result(group, offset, length);
        ByteBuffer out = ByteBuffer.allocate(8 + length).order(ByteOrder.LITTLE_ENDIAN);
        out.putInt(result).putInt(length);
        return result == 0 ? out.put(flags.array(), offset, length).array() : out.array();
    }

    private byte[] write(int group, int offset, int length, ByteBuffer data) {
        int result = result(group, offset, length);
        if (result == 0) {
            data.get(flags.array(), offset, length);
        }
        return ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(result)
                .array();
    }

    private byte[] sum(int group, int count, int readLength, int writeLength, ByteBuffer data) {
        if (group != SUM_READ || writeLength != 12 * count) {
            throw new IllegalArgumentException("group " + group);
        }
        ByteBuffer results = ByteBuffer.allocate(readLength).order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer values = ByteBuffer.allocate(readLength);
        for (int i = 0; i < count; i++) {
            byte[] one = read(data.getInt(), data.getInt(), data.getInt());
            results.put(one, 0, 4);
            values.put(Arrays.copyOfRange(one, 8, one.length));
        }
        results.put(values.array(), 0, values.position());
        ByteBuffer out = ByteBuffer.allocate(8 + results.position()).order(ByteOrder.LITTLE_ENDIAN);
        return out.putInt(0)
                .putInt(results.position())
                .put(results.array(), 0, results.position())
                .array();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket each : open) {
            each.close();
        }
    }
}
