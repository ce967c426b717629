package io.fieldpost.agent.publish;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.tinylog.Logger;

/**
 * Lets a connection look quiet to its reader until the first bytes were written, and says when that was.
 *
 * <p>Paho 1.2.5 connects on the thread {@code MQTT Con: …} ({@code ClientComms.ConnectBG.run}): it starts the receiver, then the sender,
 * then the callback, each with {@code while (!isRunning()) sleep(100)} that swallows interrupts ({@code CommsReceiver.start},
 * {@code CommsSender.start}, {@code CommsCallback.start}), and only then sends the CONNECT. If the receiver meets the end of the connection
 * before, it stops itself or the other two, none of them ever runs again, and the thread waits for the rest of the process's life:
 * one thread for each attempt at a broker that hangs up at once. The same happens when the connection is given up at that moment. So the
 * end of a connection is kept from the reader until the CONNECT was tried, and giving up waits for that, {@link #await}.
 */
final class FirstWrite {
    /** As long as Paho lets a read take, and it tries again after that. */
    private static final int READ_MILLIS = 1000;

    private final CountDownLatch tried = new CountDownLatch(1);
    private volatile boolean expected;

    /** What is received; from this call on a first write is expected. */
    InputStream in(Socket socket) throws IOException {
        expected = true;
        try {
            return new Held(socket.getInputStream());
        } catch (IOException e) {
            tried.countDown();
            throw e;
        }
    }

    /**
     * What is sent. When the first write fails, the other side's last word is read and reported instead: with TLS 1.3 the alert that it does
     * not like our certificate comes after the handshake (RFC 8446 section 4.4.2.4), and "broken pipe" would help nobody.
     */
    OutputStream out(Socket socket) throws IOException {
        try {
            return new Watched(socket.getOutputStream(), socket);
        } catch (IOException e) {
            tried.countDown();
            throw e;
        }
    }

    /** Waits until the first write was tried, if one is expected. */
    void await(long millis) throws InterruptedException {
        if (expected) {
            boolean done = tried.await(millis, TimeUnit.MILLISECONDS);
            Logger.debug("the first write was {}", done ? "tried" : "not tried within " + millis + " ms");
        }
    }

    private final class Held extends FilterInputStream {
        Held(InputStream in) {
            super(in);
        }

        @Override
        public int available() throws IOException {
            return tried.getCount() == 0 ? in.available() : 0;
        }

        @Override
        public int read() throws IOException {
            hold();
            return in.read();
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            hold();
            return in.read(bytes, offset, length);
        }

        private void hold() throws IOException {
            try {
                if (!tried.await(READ_MILLIS, TimeUnit.MILLISECONDS)) {
                    throw new SocketTimeoutException("nothing was sent yet");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted before anything was sent", e);
            }
        }
    }

    private final class Watched extends FilterOutputStream {
        private final Socket socket;

        Watched(OutputStream out, Socket socket) {
            super(out);
            this.socket = socket;
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            try {
                out.write(bytes, offset, length);
            } catch (IOException e) {
                throw tried.getCount() == 0 ? e : lastWord(e);
            } finally {
                tried.countDown();
            }
        }

        private IOException lastWord(IOException failure) {
            try {
                if (socket.getInputStream().read() < 0) {
                    return new EOFException("closed before anything was sent");
                }
            } catch (SSLException said) {
                return said;
            } catch (IOException e) {
                return failure;
            }
            return failure;
        }
    }
}
