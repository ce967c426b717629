package io.fieldpost.driver.http;

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import io.fieldpost.driver.http.AnswerReader.Received;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * A device that answers GET requests. For one thread, on which everything happens: no other is started, a deadline bounds each answer as a
 * whole, and an interrupt ends a wait. One connection is kept from one request to the next, as long as the device likes it.
 *
 * <p>Java's own client is not used because its threads end only when it is collected as garbage (it has no {@code close} before Java
 * 21), and because its time limit ends with the head of an answer, so that a body may drip for ever.
 */
public final class WebDevice implements AutoCloseable {
    private static final int MOST_REDIRECTS = 5;

    private final HttpAccess access;
    private final String accept;
    private final Tls tls;

    // For one connection.
    private @Nullable Wire wire;
    private String credentials = "";

    /** @param accept media types that are wanted, such as {@code application/json} */
    public WebDevice(HttpAccess access, String accept) {
        this.access = access;
        this.accept = accept;
        this.tls = new Tls(access);
    }

    /**
     * Connects, and shakes hands where TLS is used; does nothing while a connection is there.
     *
     * @throws DriverException {@code UNREACHABLE}, {@code TIMEOUT}, {@code REFUSED} for a certificate that is not trusted, or
     *     {@code CONFIGURATION} for a secret or a file that can't be read
     */
    public void connect() throws DriverException {
        connect(deadline());
    }

    private long deadline() {
        return System.nanoTime() + access.timeout().toNanos();
    }

    private Wire connect(long deadlineNanos) throws DriverException {
        Wire open = wire;
        if (open != null) {
            return open;
        }
        credentials = Credentials.headers(access);
        InetSocketAddress address = new InetSocketAddress(access.host(), access.port());
        if (address.isUnresolved()) {
            throw new DriverException(
                    Reason.UNREACHABLE, "no address is known for the name " + access.host() + ": " + access.name());
        }
        try {
            Wire made = TcpWire.connect(address, deadlineNanos);
            wire = made;
            if (access.tls()) {
                made = TlsWire.over(made, tls.engine(), deadlineNanos);
                wire = made;
            }
            return made;
        } catch (IOException e) {
            close();
            throw failure(e, "did not accept a connection", "", false);
        } catch (DriverException e) {
            close();
            throw e;
        }
    }

    /**
     * Asks for something, and follows redirects within the device.
     *
     * @param target path and query, as they may travel
     * @param mostBytes of body that are taken; a longer answer is refused
     * @return an answer of any status that is no such redirect
     * @throws DriverException {@code UNREACHABLE} or {@code TIMEOUT} when there is no answer, {@code PROTOCOL} when it is not a good one,
     *     and as {@link #connect} does
     */
    public HttpAnswer get(String target, int mostBytes) throws DriverException {
        long deadlineNanos = deadline();
        Set<String> asked = new HashSet<>();
        String next = target;
        for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
            if (!asked.add(next)) {
                throw new DriverException(Reason.PROTOCOL, "redirects in a circle: " + access.name() + target);
            }
            HttpAnswer answer = getOnce(next, deadlineNanos, mostBytes);
            String location = answer.header("location");
            if (!isRedirect(answer.status()) || location.isEmpty()) {
                checkEncoding(answer, target);
                return answer;
            }
            next = redirected(next, location);
        }
        throw new DriverException(
                Reason.PROTOCOL, "redirects more than " + MOST_REDIRECTS + " times: " + access.name() + target);
    }

    private static boolean isRedirect(int status) {
        return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
    }

    private void checkEncoding(HttpAnswer answer, String target) throws DriverException {
        String encoding = answer.header("content-encoding");
        if (!encoding.isEmpty() && !encoding.equalsIgnoreCase("identity")) {
            throw new DriverException(
                    Reason.PROTOCOL,
                    "answer is compressed (" + HttpTarget.shown(encoding) + ") although that was not asked for: "
                            + access.name() + target);
        }
    }

    /** Only within the device: secrets go nowhere else, and a redirect elsewhere is something that a person must write down. */
    private String redirected(String from, String location) throws DriverException {
        URI there;
        try {
            there = URI.create(access.name() + from).resolve(location);
        } catch (IllegalArgumentException e) {
            throw new DriverException(
                    Reason.PROTOCOL,
                    "redirects to what is no URL: " + HttpTarget.shown(location) + ": " + access.name() + from,
                    e);
        }
        if (!access.url().getScheme().equals(there.getScheme())
                || !access.url().getHost().equalsIgnoreCase(there.getHost())
                || access.port() != portOf(there)) {
            throw new DriverException(
                    Reason.PROTOCOL,
                    "redirects to " + HttpTarget.shown(there.toString())
                            + ", which is another server; write that in 'url' if it is right: " + access.name() + from);
        }
        String path = there.getRawPath() == null || there.getRawPath().isEmpty() ? "/" : there.getRawPath();
        return HttpTarget.encoded(there.getRawQuery() == null ? path : path + "?" + there.getRawQuery());
    }

    private int portOf(URI there) {
        return there.getPort() >= 0 ? there.getPort() : access.tls() ? 443 : 80;
    }

    private HttpAnswer getOnce(String target, long deadlineNanos, int mostBytes) throws DriverException {
        if (wire != null && !wire.isAtRest()) {
            close();
        }
        boolean reused = wire != null;
        AnswerReader reader = new AnswerReader(connect(deadlineNanos), deadlineNanos, mostBytes);
        try {
            return exchange(reader, target, deadlineNanos);
        } catch (IOException e) {
            boolean mayBeStale = reused && !reader.begun();
            if (!mayBeStale || e instanceof InterruptedIOException || e instanceof ClosedByInterruptException) {
                throw failure(e, "gave no whole answer", target, reader.begun());
            }
            // A connection that has rested may be closed by the device just then (RFC 9112, 9.3.1): asked again, once.
        }
        AnswerReader second = new AnswerReader(connect(deadlineNanos), deadlineNanos, mostBytes);
        try {
            return exchange(second, target, deadlineNanos);
        } catch (IOException e) {
            throw failure(e, "gave no whole answer", target, second.begun());
        }
    }

    private HttpAnswer exchange(AnswerReader reader, String target, long deadlineNanos)
            throws IOException, DriverException {
        boolean reusable = false;
        try {
            connect(deadlineNanos).write(request(target), deadlineNanos);
            Received received = reader.read();
            reusable = received.reusable();
            return received.answer();
        } finally {
            if (!reusable) {
                close();
            }
        }
    }

    private ByteBuffer request(String target) {
        String text = "GET " + target + " HTTP/1.1\r\n"
                + "Host: " + access.url().getHost() + (access.url().getPort() < 0 ? "" : ":" + access.port()) + "\r\n"
                + "User-Agent: fieldpost\r\n"
                + "Accept: " + accept + "\r\n"
                + "Accept-Encoding: identity\r\n"
                + credentials + "\r\n";
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** In the order in which one class of exceptions extends another. */
    private DriverException failure(IOException e, String did, String target, boolean begun) {
        String where = ": " + access.name() + target;
        if (e instanceof SocketTimeoutException) {
            return new DriverException(
                    Reason.TIMEOUT, did + " within " + access.timeout().toMillis() + " ms" + where, e);
        } else if (e instanceof InterruptedIOException || e instanceof ClosedByInterruptException) {
            return new DriverException(Reason.TIMEOUT, "interrupted while waiting for an answer" + where, e);
        } else if (e instanceof SSLException) {
            return new DriverException(Reason.REFUSED, TlsFailure.told(e) + where, e);
        } else if (e instanceof ProtocolException || e instanceof EOFException) {
            // Nothing at all is how a device behaves that is about to restart.
            boolean nothing = e instanceof EOFException && !begun;
            return new DriverException(nothing ? Reason.UNREACHABLE : Reason.PROTOCOL, e.getMessage() + where, e);
        }
        String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return new DriverException(Reason.UNREACHABLE, "can't be reached" + where + ": " + why, e);
    }

    @Override
    public void close() {
        Wire open = wire;
        wire = null;
        if (open != null) {
            open.close();
        }
    }
}
