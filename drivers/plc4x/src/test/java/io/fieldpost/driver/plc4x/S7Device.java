package io.fieldpost.driver.plc4x;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A controller with data blocks that answers S7 over ISO on TCP (RFC 1006, ISO 8073 class 0): setting up, reading and writing variables by
 * absolute address, as the frames in the README of the protocol's dissectors have them. It identifies itself to nobody, so clients name its type.
 */
final class S7Device implements AutoCloseable {
    /** What the names of its threads begin with. */
    static final String THREADS = "s7-device";

    private static final int OK = 0xFF;
    private static final int NO_SUCH_OBJECT = 0x0A;
    private static final int OUT_OF_RANGE = 0x05;

    private final ServerSocket server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Map<Integer, byte[]> blocks = new ConcurrentHashMap<>();
    private final AtomicInteger sessions = new AtomicInteger();
    private volatile int protectedBlock = -1;

    S7Device() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        thread("accept", this::accept);
    }

    InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getLocalPort());
    }

    ByteBuffer block(int number) {
        return ByteBuffer.wrap(blocks.computeIfAbsent(number, unused -> new byte[200]));
    }

    /** From now on a write there is confirmed and changes nothing. */
    void protect(int block) {
        protectedBlock = block;
    }

    int sessions() {
        return sessions.get();
    }

    private static void thread(String name, Runnable body) {
        Thread thread = new Thread(body, THREADS + "-" + name);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                open.add(socket);
                thread("session", () -> serve(socket));
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
                int length = in.readUnsignedShort();
                byte[] packet = in.readNBytes(Math.max(0, length - 4));
                send(socket.getOutputStream(), answer(packet));
            }
        } catch (IOException | RuntimeException e) {
            // The client has gone, or what it sent was no request.
        } finally {
            open.remove(socket);
        }
    }

    private static void send(OutputStream out, byte[] packet) throws IOException {
        ByteBuffer frame = ByteBuffer.allocate(packet.length + 4);
        frame.put((byte) 3).put((byte) 0).putShort((short) frame.capacity()).put(packet);
        out.write(frame.array());
    }

    private byte[] answer(byte[] packet) {
        if ((packet[1] & 0xFF) == 0xE0) {
            sessions.incrementAndGet();
            byte[] confirm = packet.clone();
            confirm[1] = (byte) 0xD0;
            confirm[2] = packet[4];
            confirm[3] = packet[5];
            return confirm;
        }
        ByteBuffer request = ByteBuffer.wrap(packet, 3, packet.length - 3).slice();
        int reference = request.getShort(4) & 0xFFFF;
        int parameters = request.getShort(6);
        int function = request.get(10) & 0xFF;
        return switch (function) {
            case 0xF0 -> response(reference, new byte[] {(byte) 0xF0, 0, 0, 1, 0, 1, 0, (byte) 240}, new byte[0]);
            case 0x04 -> response(reference, new byte[] {4, request.get(11)}, read(request));
            case 0x05 -> response(reference, new byte[] {5, request.get(11)}, write(request, 10 + parameters));
            default -> throw new IllegalArgumentException("function " + function);
        };
    }

    private static byte[] response(int reference, byte[] parameters, byte[] data) {
        ByteBuffer out = ByteBuffer.allocate(3 + 12 + parameters.length + data.length);
        out.put(new byte[] {2, (byte) 0xF0, (byte) 0x80, 0x32, 3, 0, 0}).putShort((short) reference);
        out.putShort((short) parameters.length).putShort((short) data.length).putShort((short) 0);
        return out.put(parameters).put(data).array();
    }

    /** An item of a request: where, and how much. */
    private record Item(int block, int bit, int bytes, boolean isBit) {
        static Item at(ByteBuffer request, int place) {
            int type = request.get(place + 3);
            int count = request.getShort(place + 4) & 0xFFFF;
            int bits = request.getInt(place + 8) & 0xFFFFFF;
            int size = switch (type) {
                case 4, 5 -> 2;
                case 6, 7, 8 -> 4;
                default -> 1;
            };
            return new Item(request.getShort(place + 6) & 0xFFFF, bits, type == 1 ? 1 : count * size, type == 1);
        }

        int offset() {
            return bit / 8;
        }
    }

    private int code(Item item) {
        byte[] block = blocks.get(item.block());
        return block == null ? NO_SUCH_OBJECT : item.offset() + item.bytes() > block.length ? OUT_OF_RANGE : OK;
    }

    private byte[] read(ByteBuffer request) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int items = request.get(11);
        for (int i = 0; i < items; i++) {
            Item item = Item.at(request, 12 + 12 * i);
            int code = code(item);
            int length = code == OK ? item.bytes() : 0;
            // Of an item without data too some tell a length, as Snap7 does.
            int told = code != OK ? 4 : item.isBit() ? 1 : length * 8;
            out.writeBytes(new byte[] {
                (byte) code, (byte) (code != OK ? 0 : item.isBit() ? 3 : 4), (byte) (told >> 8), (byte) told
            });
            if (code == OK) {
                byte[] block = blocks.get(item.block());
                if (item.isBit()) {
                    out.write(block[item.offset()] >> item.bit() % 8 & 1);
                } else {
                    out.write(block, item.offset(), length);
                }
            }
            if (length % 2 == 1 && i < items - 1) {
                out.write(0);
            }
        }
        return out.toByteArray();
    }

    private byte[] write(ByteBuffer request, int data) {
        byte[] codes = new byte[request.get(11)];
        int place = data;
        for (int i = 0; i < codes.length; i++) {
            Item item = Item.at(request, 12 + 12 * i);
            codes[i] = (byte) code(item);
            if (codes[i] == (byte) OK && item.block() != protectedBlock) {
                byte[] block = blocks.get(item.block());
                if (item.isBit()) {
                    int mask = 1 << item.bit() % 8;
                    block[item.offset()] = (byte)
                            (request.get(place + 4) == 0 ? block[item.offset()] & ~mask : block[item.offset()] | mask);
                } else {
                    request.get(place + 4, block, item.offset(), item.bytes());
                }
            }
            place += 4 + item.bytes() + item.bytes() % 2;
        }
        return codes;
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket each : open) {
            each.close();
        }
    }
}
