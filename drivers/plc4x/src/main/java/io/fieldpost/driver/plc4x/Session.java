package io.fieldpost.driver.plc4x;

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import io.fieldpost.driver.plc4x.line.GuardedLine;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.plc4x.java.api.PlcConnection;
import org.apache.plc4x.java.api.messages.PlcReadRequest;
import org.apache.plc4x.java.api.messages.PlcReadResponse;
import org.apache.plc4x.java.api.messages.PlcWriteRequest;
import org.apache.plc4x.java.api.model.PlcTag;
import org.apache.plc4x.java.api.types.PlcResponseCode;

/**
 * One connection of PLC4X, whose every answer is waited for with an end: by the time-out, by an interrupt, by the loss of the line. PLC4X's own futures
 * may never complete, for instance when an answer can't be decoded.
 *
 * <p>After an exception it can't be used any more. One thread.
 */
final class Session implements AutoCloseable {
    /** PLC4X's own time-out should come first: it tells more. Its timer ticks each 100 ms. */
    private static final Duration GRACE = Duration.ofMillis(300);

    /** S7 asks three times before the first use, and each may take the time-out. */
    private static final int ANSWERS_TO_SET_UP = 3;

    private final Plc4xSettings settings;
    private final String place;
    private final GuardedLine line;
    private final PlcConnection connection;

    private Session(Plc4xSettings settings, String place, GuardedLine line, PlcConnection connection) {
        this.settings = settings;
        this.place = place;
        this.line = line;
        this.connection = connection;
    }

    /**
     * Connects, and sets the protocol's session up.
     *
     * @param source its name, for the thread
     */
    static Session open(Plc4xSettings settings, String source) throws DriverException {
        ConnectionText text = settings.line();
        Family family = text.family();
        GuardedLine line = new GuardedLine(
                text.host(),
                text.port(),
                source,
                family.framing(),
                family.saysGoodbye(),
                settings.connectTimeout(),
                settings.timeout().multipliedBy(ANSWERS_TO_SET_UP));
        try {
            PlcConnection connection = line.within(() -> {
                PlcConnection made = family.driver().getConnection(text.forLine(settings.timeout()));
                made.connect();
                return made;
            });
            return new Session(settings, text.place(), line, connection);
        } catch (Exception e) {
            boolean connected = line.isConnected();
            Throwable cause = line.lost().isDone() ? line.lost().join() : e;
            line.close();
            throw new DriverException(
                    connected ? Reason.TIMEOUT : Reason.UNREACHABLE,
                    "no session with " + text.place() + ": " + Causes.text(cause),
                    e);
        }
    }

    /**
     * One answer for each tag by its name.
     *
     * @throws DriverException when the controller is lost or silent
     */
    PlcReadResponse read(Map<String, PlcTag> tags) throws DriverException, UnreadableException {
        PlcReadRequest.Builder builder = connection.readRequestBuilder();
        tags.forEach(builder::addTag);
        return answer("read of " + tags.size() + " addresses", builder.build()::execute);
    }

    /** The answer to one value, handed to PLC4X as the type of Java that fits the tag. */
    PlcResponseCode write(PlcTag tag, Object value) throws DriverException, UnreadableException {
        PlcWriteRequest request =
                connection.writeRequestBuilder().addTag("value", tag, value).build();
        return answer("write", request::execute).getResponseCode("value");
    }

    private interface Asking<T> {
        CompletableFuture<? extends T> begin();
    }

    private <T> T answer(String what, Asking<T> asking) throws DriverException, UnreadableException {
        long before = line.received();
        try {
            CompletableFuture<? extends T> answer = asking.begin();
            CompletableFuture.anyOf(answer, line.lost()).get(limitMillis(), TimeUnit.MILLISECONDS);
            if (answer.isDone()) {
                return answer.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DriverException(Reason.TIMEOUT, what + " was interrupted: " + place, e);
        } catch (TimeoutException | ExecutionException | RuntimeException e) {
            if (!line.lost().isDone()) {
                throw failed(what, e, line.received() > before);
            }
        }
        Throwable cause = line.lost().join();
        throw new DriverException(
                Reason.UNREACHABLE, "connection to " + place + " is lost: " + Causes.text(cause), cause);
    }

    private long limitMillis() {
        return settings.timeout().plus(GRACE).toMillis();
    }

    /** A controller that says nothing at all is lost; one that answered, or was not asked, has an address that PLC4X can't cope with. */
    private DriverException failed(String what, Exception e, boolean answered) throws UnreadableException {
        if (!answered && Causes.isTimeout(e)) {
            return new DriverException(
                    Reason.TIMEOUT,
                    what + " timed out after " + settings.timeout().toMillis() + " ms: " + place,
                    e);
        }
        throw new UnreadableException(what + " gave nothing that PLC4X can read: " + place + ": " + Causes.text(e), e);
    }

    @Override
    public void close() {
        line.close();
    }
}
