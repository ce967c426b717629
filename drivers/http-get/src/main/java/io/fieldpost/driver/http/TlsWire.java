package io.fieldpost.driver.http;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;

/**
 * TLS over another wire. An engine and no socket: a socket's time limit begins anew with every byte, so a server that drips could hold
 * its reader for as long as it likes.
 */
final class TlsWire implements Wire {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final Wire under;
    private final SSLEngine engine;
    /** What came and is not decrypted yet; ready to be read from. */
    private ByteBuffer sealed;
    /** What is decrypted and not taken yet; ready to be read from. */
    private ByteBuffer plain;

    private final ByteBuffer outgoing;
    private boolean ended;

    private TlsWire(Wire under, SSLEngine engine) {
        this.under = under;
        this.engine = engine;
        this.sealed =
                ByteBuffer.allocate(engine.getSession().getPacketBufferSize()).flip();
        this.plain = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize())
                .flip();
        this.outgoing = ByteBuffer.allocate(2 * engine.getSession().getPacketBufferSize());
    }

    /** Shakes hands as a client; closes {@code under} when that fails. */
    static TlsWire over(Wire under, SSLEngine engine, long deadlineNanos) throws IOException {
        TlsWire wire = new TlsWire(under, engine);
        try {
            engine.beginHandshake();
            wire.shakeHands(deadlineNanos);
            return wire;
        } catch (IOException e) {
            under.close();
            throw e;
        }
    }

    /** Does what the handshake needs until it needs nothing more. */
    private void shakeHands(long deadlineNanos) throws IOException {
        while (true) {
            switch (engine.getHandshakeStatus()) {
                case FINISHED, NOT_HANDSHAKING -> {
                    return;
                }
                case NEED_TASK -> runTasks();
                case NEED_WRAP -> send(NOTHING, deadlineNanos);
                case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> {
                    if (!unwrap(deadlineNanos)) {
                        throw new EOFException("closed during the TLS handshake");
                    }
                }
            }
        }
    }

    private void runTasks() {
        Runnable task = engine.getDelegatedTask();
        while (task != null) {
            task.run();
            task = engine.getDelegatedTask();
        }
    }

    private void send(ByteBuffer bytes, long deadlineNanos) throws IOException {
        outgoing.clear();
        SSLEngineResult result = engine.wrap(bytes, outgoing);
        if (result.getStatus() == Status.CLOSED && outgoing.position() == 0) {
            throw new EOFException("closed by TLS");
        }
        under.write(outgoing.flip(), deadlineNanos);
    }

    /** Decrypts one record, waiting for it if need be. @return false at the end */
    private boolean unwrap(long deadlineNanos) throws IOException {
        while (true) {
            plain.compact();
            SSLEngineResult result;
            try {
                result = engine.unwrap(sealed, plain);
            } finally {
                plain.flip();
            }
            switch (result.getStatus()) {
                case OK -> {
                    return true;
                }
                case CLOSED -> {
                    return false;
                }
                case BUFFER_UNDERFLOW -> {
                    if (!receive(deadlineNanos)) {
                        return false;
                    }
                }
                case BUFFER_OVERFLOW ->
                    plain = larger(plain, engine.getSession().getApplicationBufferSize());
            }
        }
    }

    private boolean receive(long deadlineNanos) throws IOException {
        if (sealed.remaining() == sealed.capacity()) {
            sealed = larger(sealed, engine.getSession().getPacketBufferSize());
        }
        sealed.compact();
        try {
            return under.read(sealed, deadlineNanos) >= 0;
        } finally {
            sealed.flip();
        }
    }

    private static ByteBuffer larger(ByteBuffer buffer, int room) throws SSLException {
        if (buffer.remaining() > (1 << 17)) {
            throw new SSLException("a TLS record is larger than any may be");
        }
        return ByteBuffer.allocate(buffer.remaining() + room).put(buffer).flip();
    }

    @Override
    public int read(ByteBuffer into, long deadlineNanos) throws IOException {
        while (!plain.hasRemaining()) {
            if (ended || !unwrap(deadlineNanos)) {
                ended = true;
                return -1;
            }
            // New keys and session tickets come behind the handshake, and may want an answer.
            if (engine.getHandshakeStatus() != HandshakeStatus.NOT_HANDSHAKING) {
                shakeHands(deadlineNanos);
            }
        }
        int length = Math.min(into.remaining(), plain.remaining());
        into.put(plain.slice().limit(length));
        plain.position(plain.position() + length);
        return length;
    }

    @Override
    public void write(ByteBuffer bytes, long deadlineNanos) throws IOException {
        while (bytes.hasRemaining()) {
            send(bytes, deadlineNanos);
        }
    }

    /** A session ticket that came late counts as unrest too: the connection is then given up, at the cost of a handshake. */
    @Override
    public boolean isAtRest() {
        return !ended && !plain.hasRemaining() && !sealed.hasRemaining() && under.isAtRest();
    }

    @Override
    public void close() {
        under.close();
    }
}
