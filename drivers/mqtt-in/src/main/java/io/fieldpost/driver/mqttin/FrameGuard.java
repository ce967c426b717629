package io.fieldpost.driver.mqttin;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/**
 * Stands between the broker and Paho, and lets through whole headers of packets that a broker may send to a client that keeps to QoS 1 (MQTT 3.1.1,
 * 2.2 and 3). Paho 1.2.5 alone sets aside as many bytes as a header announces, up to 256 MB; takes the rest of a header for a new one
 * when a pause is longer than a second within it; and lets a thread die in silence over some packets that are none.
 *
 * <p>Of a message that is larger than allowed, the payload is let go as it comes. With QoS 1 Paho is given the same message without one, so
 * that it can be acknowledged: the broker would send it again for ever. With QoS 0 it is given nothing.
 *
 * <p>Until {@code begun} nothing is read: the end of a connection that Paho meets before it has started all its threads leaves one of
 * them waiting for the rest of the process's life ({@code ClientComms.ConnectBG}). For one thread.
 */
final class FrameGuard extends InputStream {
    private static final int CONNACK = 2;
    private static final int PUBLISH = 3;
    private static final int PUBACK = 4;
    private static final int SUBACK = 9;
    private static final int UNSUBACK = 11;
    private static final int PINGRESP = 13;
    private static final int LONGEST_TOPIC = 65_535;
    private static final int BEGIN_MILLIS = 1000;

    private final BufferedInputStream in;
    private final int largest;
    private final CountDownLatch begun;
    private final BiConsumer<String, Integer> tooLarge;

    /** A header as far as it has come: fixed header, length of the topic, topic, identifier. */
    private final ByteBuffer header = ByteBuffer.allocate(1 + 4 + 2 + LONGEST_TOPIC + 2);

    /** What of a header Paho may have, up to its limit. */
    private ByteBuffer ready = ByteBuffer.allocate(0);

    private int bodyLeft;
    private int skipLeft;

    /**
     * Reads from a socket that times out now and then.
     *
     * @param largest bytes of a payload
     * @param tooLarge told the topic and identifier (0 with QoS 0) of each message without its payload, before Paho is given it
     */
    FrameGuard(InputStream in, int largest, CountDownLatch begun, BiConsumer<String, Integer> tooLarge) {
        this.in = new BufferedInputStream(in);
        this.largest = largest;
        this.begun = begun;
        this.tooLarge = tooLarge;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        int count = read(one, 0, 1);
        return count < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        awaitBegin();
        while (true) {
            if (ready.hasRemaining()) {
                int count = Math.min(length, ready.remaining());
                ready.get(bytes, offset, count);
                return count;
            } else if (skipLeft > 0) {
                if (!skip()) {
                    return -1;
                }
            } else if (bodyLeft > 0) {
                int count = in.read(bytes, offset, Math.min(length, bodyLeft));
                bodyLeft -= Math.max(count, 0);
                return count;
            } else if (!readHeader()) {
                return -1;
            }
        }
    }

    private void awaitBegin() throws IOException {
        try {
            if (!begun.await(BEGIN_MILLIS, TimeUnit.MILLISECONDS)) {
                throw new SocketTimeoutException("nothing was sent yet");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted before anything was sent", e);
        }
    }

    private boolean skip() throws IOException {
        byte[] gone = new byte[Math.min(skipLeft, 8192)];
        int count = in.read(gone);
        skipLeft -= Math.max(count, 0);
        return count >= 0;
    }

    /** False at the end of the stream. What has come stays when the socket times out. */
    private boolean readHeader() throws IOException {
        while (true) {
            int length = remainingLength();
            if (length >= 0 && header.position() >= wanted(length)) {
                pass(length);
                return true;
            }
            int next = in.read();
            if (next < 0) {
                return false;
            }
            header.put((byte) next);
            if (header.position() == 1) {
                checkType();
            }
        }
    }

    private int type() {
        return header.get(0) >> 4 & 0x0F;
    }

    private int qos() {
        return header.get(0) >> 1 & 3;
    }

    private void checkType() throws IOException {
        int type = type();
        boolean isKnown = switch (type) {
            case CONNACK, PUBLISH, PUBACK, SUBACK, UNSUBACK, PINGRESP -> true;
            default -> false;
        };
        if (!isKnown || type == PUBLISH && qos() > 1 || type != PUBLISH && (header.get(0) & 0x0F) != 0) {
            throw new IOException(String.format("not a packet of MQTT 3.1.1: it begins with 0x%02X", header.get(0)));
        }
    }

    /** MQTT 3.1.1, 2.2.3; -1 while it is not whole. */
    private int remainingLength() throws IOException {
        int length = 0;
        for (int i = 1; i < header.position(); i++) {
            length |= (header.get(i) & 0x7F) << 7 * (i - 1);
            if (header.get(i) >= 0) {
                return length;
            }
            if (i == 4) {
                throw new IOException("not a packet of MQTT 3.1.1: its length has more than four bytes");
            }
        }
        return -1;
    }

    private int fixedLength() {
        int length = 2;
        while (header.get(length - 1) < 0) {
            length++;
        }
        return length;
    }

    /** How many bytes belong to the header, as far as they tell. */
    private int wanted(int length) throws IOException {
        int fixed = fixedLength();
        if (type() != PUBLISH) {
            boolean isRight = switch (type()) {
                case PINGRESP -> length == 0;
                case SUBACK -> length >= 3 && length <= LONGEST_TOPIC;
                default -> length == 2;
            };
            if (!isRight) {
                throw new IOException("not a packet of MQTT 3.1.1: type " + type() + " with " + length + " bytes");
            }
            return fixed;
        }
        if (header.position() < fixed + 2 && length >= 2) {
            return fixed + 2;
        }
        int topic = length < 2 ? 0 : header.getShort(fixed) & 0xFFFF;
        int whole = 2 + topic + (qos() > 0 ? 2 : 0);
        if (topic == 0 || whole > length) {
            throw new IOException(
                    "not a packet of MQTT 3.1.1: a message of " + length + " bytes with a topic of " + topic);
        }
        return fixed + whole;
    }

    private void pass(int length) {
        int fixed = fixedLength();
        int variable = header.position() - fixed;
        int payload = length - variable;
        if (type() != PUBLISH || payload <= largest) {
            ready = copy(0);
            bodyLeft = payload;
            header.clear();
            return;
        }
        int topic = header.getShort(fixed) & 0xFFFF;
        String name = new String(header.array(), fixed + 2, topic, java.nio.charset.StandardCharsets.UTF_8);
        int id = qos() > 0 ? header.getShort(fixed + 2 + topic) & 0xFFFF : 0;
        tooLarge.accept(name, id);
        skipLeft = payload;
        ready = qos() > 0 ? withoutPayload(fixed, variable) : ByteBuffer.allocate(0);
        header.clear();
    }

    private ByteBuffer copy(int from) {
        byte[] bytes = new byte[header.position() - from];
        System.arraycopy(header.array(), from, bytes, 0, bytes.length);
        return ByteBuffer.wrap(bytes);
    }

    private ByteBuffer withoutPayload(int fixed, int variable) {
        ByteBuffer packet = ByteBuffer.allocate(5 + variable);
        packet.put(header.get(0));
        for (int left = variable; ; left >>>= 7) {
            packet.put((byte) (left > 0x7F ? left & 0x7F | 0x80 : left));
            if (left <= 0x7F) {
                break;
            }
        }
        return packet.put(copy(fixed)).flip();
    }

    @Override
    public int available() throws IOException {
        return ready.hasRemaining() ? ready.remaining() : begun.getCount() == 0 ? in.available() : 0;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
