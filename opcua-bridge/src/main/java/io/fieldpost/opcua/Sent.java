package io.fieldpost.opcua;

import io.fieldpost.driver.DeviceStatus;
import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.UaServiceFaultException;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.jspecify.annotations.Nullable;

/** Judges what became of a command that was sent: yes, no, or nobody knows. */
final class Sent {
    /** A server that speaks for a controller says these when the controller did not answer it: the command may have reached it. */
    private static final Set<Long> OPEN = Set.of(
            StatusCodes.Bad_Timeout,
            StatusCodes.Bad_RequestTimeout,
            StatusCodes.Bad_CommunicationError,
            StatusCodes.Bad_ConnectionClosed,
            StatusCodes.Bad_SecureChannelClosed,
            StatusCodes.Bad_RequestInterrupted,
            StatusCodes.Bad_Shutdown);

    /** Our own side says these before anything is sent. */
    private static final Set<Long> NOT_SENT = Set.of(
            StatusCodes.Bad_EncodingError, StatusCodes.Bad_EncodingLimitsExceeded, StatusCodes.Bad_RequestTooLarge);

    private Sent() {}

    /**
     * Waits for the answer to a request that carries a command.
     *
     * @param what the thing being done, as in {@code write ns=2;s=Setpoint}
     * @throws DriverException {@code TIMEOUT} when no answer came, {@code REFUSED} when the server did not take the request
     */
    static <T> T await(CompletableFuture<T> answer, Duration atMost, String what) throws DriverException {
        try {
            return answer.get(atMost.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new DriverException(
                    Reason.TIMEOUT, "no answer within " + atMost.toMillis() + " ms; the gateway tried to " + what, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DriverException(Reason.TIMEOUT, "interrupted while waiting for the answer to " + what, e);
        } catch (ExecutionException e) {
            throw failed(e, what);
        } finally {
            answer.cancel(false);
        }
    }

    private static DriverException failed(ExecutionException failure, String what) {
        long status =
                UaException.extractStatusCode(failure).map(StatusCode::getValue).orElse(0L);
        if (isServiceFault(failure) && !OPEN.contains(status)) {
            return new DriverException(
                    Reason.REFUSED, "the server did not take the request to " + what, status(status));
        }
        if (NOT_SENT.contains(status)) {
            return new DriverException(Reason.REFUSED, "the request to " + what + " can't be sent", status(status));
        }
        String why = status == 0 ? String.valueOf(failure.getCause()) : Failures.name(status);
        return new DriverException(Reason.TIMEOUT, why + " before the answer came to the request to " + what, failure);
    }

    private static boolean isServiceFault(Throwable failure) {
        @Nullable Throwable each = failure;
        while (each != null && !(each instanceof UaServiceFaultException)) {
            each = each.getCause();
        }
        return each != null;
    }

    /**
     * The status of the one operation that was asked for.
     *
     * @param hint what else is known, to stand behind a refusal; may be empty
     */
    static DeviceStatus judge(StatusCode said, String what, String hint) throws DriverException {
        DeviceStatus status = status(said.getValue());
        if (said.isGood()) {
            return status;
        }
        boolean open = said.isUncertain() || OPEN.contains(said.getValue() & 0xFFFF0000L);
        String fact = open ? "the server does not know whether it could " : "the server refuses to ";
        throw new DriverException(open ? Reason.TIMEOUT : Reason.REFUSED, fact + what + hint, status);
    }

    private static DeviceStatus status(long code) {
        return new DeviceStatus(code, code == 0 ? "Good" : Failures.name(code));
    }
}
