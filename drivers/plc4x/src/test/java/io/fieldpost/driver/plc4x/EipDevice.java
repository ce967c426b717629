package io.fieldpost.driver.plc4x;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A device with tags that answers EtherNet/IP without connections (CIP networks library, volume 2, 2-4; volume 1, 3-5.5.4 for the unconnected
 * send; Rockwell's 1756-PM020, "Read Tag Service"). It knows no attributes of its message router.
 */
final class EipDevice implements AutoCloseable {
    private static final int HEADER = 24;
    private static final int PATH_ERROR = 4;
    private static final int NOT_SUPPORTED = 8;

    /** Of each tag its type (0xC4 is DINT, 0xCA REAL) and its bytes, as they travel. */
    final Map<String, byte[]> tags = new ConcurrentHashMap<>();

    private final ServerSocket server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final CountDownLatch goodbye = new CountDownLatch(1);

    EipDevice() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    String connection() {
        return "eip://127.0.0.1:" + server.getLocalPort();
    }

    /** Whether a session has been unregistered, or is within the limit. */
    boolean saidGoodbye(long limitSeconds) throws InterruptedException {
        return goodbye.await(limitSeconds, TimeUnit.SECONDS);
    }

    private static void start(Runnable body) {
        Thread thread = new Thread(body, "eip-device");
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
                ByteBuffer header = ByteBuffer.wrap(in.readNBytes(HEADER)).order(ByteOrder.LITTLE_ENDIAN);
                ByteBuffer data =
                        ByteBuffer.wrap(in.readNBytes(header.getShort(2))).order(ByteOrder.LITTLE_ENDIAN);
                if (header.getShort(0) == 0x66) {
                    goodbye.countDown();
                    return;
                }
                byte[] answer = answer(header.getShort(0), data);
                header.putShort(2, (short) answer.length).putInt(4, 0x1234);
                ByteBuffer out = ByteBuffer.allocate(HEADER + answer.length)
                        .put(header.array())
                        .put(answer);
                socket.getOutputStream().write(out.array());
            }
        } catch (IOException | RuntimeException e) {
            // The client has gone, or what it sent was no request.
        } finally {
            open.remove(socket);
        }
    }

    private static ByteBuffer allocate(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private byte[] answer(int command, ByteBuffer data) {
        return switch (command) {
            case 0x04 ->
                allocate(26)
                        .putShort((short) 1)
                        .putShort((short) 0x100)
                        .putShort((short) 20)
                        .putShort((short) 1)
                        .putShort((short) 0x20)
                        .put("Communications".getBytes(StandardCharsets.US_ASCII))
                        .array();
            case 0x65 -> new byte[] {1, 0, 0, 0};
            case 0x6F -> {
                byte[] service = service(data.position(16).slice().order(ByteOrder.LITTLE_ENDIAN));
                yield allocate(16 + service.length)
                        .putInt(0)
                        .putShort((short) 0)
                        .putShort((short) 2)
                        .putInt(0)
                        .putShort((short) 0xB2)
                        .putShort((short) service.length)
                        .put(service)
                        .array();
            }
            default -> throw new IllegalArgumentException("command " + command);
        };
    }

    private byte[] service(ByteBuffer request) {
        if (request.get(0) != 0x52) {
            return status(request.get(0), NOT_SUPPORTED);
        }
        // Service, path of two words, tick time and ticks, length, and then what is passed on.
        ByteBuffer passed = request.position(10).slice().order(ByteOrder.LITTLE_ENDIAN);
        int pathBytes = 2 * passed.get(1);
        String tag = new String(passed.array(), passed.arrayOffset() + 4, passed.get(3), StandardCharsets.US_ASCII);
        byte[] value = tags.get(tag);
        int service = passed.get(0);
        if (value == null) {
            return status(service, PATH_ERROR);
        } else if (service == 0x4C) {
            return allocate(4 + value.length).put(status(service, 0)).put(value).array();
        }
        byte[] written = new byte[value.length];
        passed.get(2 + pathBytes, written, 0, 2);
        passed.get(2 + pathBytes + 4, written, 2, value.length - 2);
        tags.put(tag, written);
        return status(service, 0);
    }

    private static byte[] status(int service, int status) {
        return new byte[] {(byte) (service | 0x80), 0, (byte) status, 0};
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket each : open) {
            each.close();
        }
    }
}
