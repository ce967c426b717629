package io.fieldpost.opcua;

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.jspecify.annotations.Nullable;

/** Turns what Milo reports into what a technician can act on. */
final class Failures {
    /** What a connection ends in, or whatever hangs on it, when the server goes away: no wrong answer, and soon to be tried again. */
    private static final Set<Long> CLOSED = Set.of(
            StatusCodes.Bad_CommunicationError,
            StatusCodes.Bad_ConnectionClosed,
            StatusCodes.Bad_ConnectionRejected,
            StatusCodes.Bad_NotConnected,
            StatusCodes.Bad_SecureChannelClosed,
            StatusCodes.Bad_SecureChannelIdInvalid,
            StatusCodes.Bad_SecureChannelTokenUnknown,
            StatusCodes.Bad_ServerHalted,
            StatusCodes.Bad_ServerNotConnected,
            StatusCodes.Bad_SessionClosed,
            StatusCodes.Bad_SessionIdInvalid,
            StatusCodes.Bad_Shutdown,
            StatusCodes.Bad_SubscriptionIdInvalid,
            StatusCodes.Bad_TcpServerTooBusy);

    private Failures() {}

    /**
     * Waits for an answer of Milo's, a bounded time.
     *
     * @param what the thing being done, as in {@code open a session at opc.tcp://…}
     */
    static <T> T await(CompletableFuture<T> answer, Duration atMost, String what) throws DriverException {
        try {
            return answer.get(atMost.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw explained(e.getCause() == null ? e : e.getCause(), what);
        } catch (TimeoutException e) {
            throw new DriverException(
                    Reason.TIMEOUT, "no answer within " + atMost.toMillis() + " ms; the gateway tried to " + what, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DriverException(Reason.TIMEOUT, "interrupted while waiting to " + what, e);
        } finally {
            answer.cancel(false);
        }
    }

    /** The exception for a failure of Milo's. */
    static DriverException explained(Throwable failure, String what) {
        Throwable root = root(failure);
        if (root instanceof UnknownHostException || root instanceof UnresolvedAddressException) {
            return unreachable("nobody knows this host name; check its spelling and the gateway's DNS", what, failure);
        }
        if (root instanceof NoRouteToHostException) {
            return unreachable("there is no way to this host; check cable, address and router", what, failure);
        }
        if (root instanceof ConnectException && status(failure) != StatusCodes.Bad_Timeout) {
            return unreachable(
                    "the host refuses the connection; check the port, and that the server is running", what, failure);
        }
        return byStatus(status(failure), what, failure);
    }

    private static DriverException byStatus(long status, String what, Throwable failure) {
        if (status == StatusCodes.Bad_UserAccessDenied
                || status == StatusCodes.Bad_IdentityTokenRejected
                || status == StatusCodes.Bad_IdentityTokenInvalid) {
            return refused("the server refuses the user name or password", status, what, failure);
        }
        if (status == StatusCodes.Bad_TooManySessions) {
            return refused("the server has no session left; close other clients or wait", status, what, failure);
        }
        if (status == StatusCodes.Bad_SecurityChecksFailed || status == StatusCodes.Bad_CertificateUntrusted) {
            return refused(
                    "the server does not accept this gateway's certificate; trust it there, its fingerprint is told by: fieldpost trust show own",
                    status,
                    what,
                    failure);
        }
        if (status == StatusCodes.Bad_Timeout || status == StatusCodes.Bad_RequestTimeout) {
            return new DriverException(Reason.TIMEOUT, "no answer in time" + wanted(status, what), failure);
        }
        if (CLOSED.contains(status)) {
            return unreachable("the connection was closed (" + name(status) + ")", what, failure);
        }
        String said = status == 0 ? String.valueOf(root(failure)) : "the server says " + name(status);
        return new DriverException(Reason.PROTOCOL, said + "; the gateway tried to " + what, failure);
    }

    private static DriverException unreachable(String fact, String what, Throwable failure) {
        return new DriverException(Reason.UNREACHABLE, fact + "; the gateway tried to " + what, failure);
    }

    private static DriverException refused(String fact, long status, String what, Throwable failure) {
        return new DriverException(Reason.REFUSED, fact + wanted(status, what), failure);
    }

    private static String wanted(long status, String what) {
        return " (" + name(status) + "); the gateway tried to " + what;
    }

    /** A failure of Milo's in a few words, without what the gateway tried to do. */
    static String words(Throwable failure) {
        long status = status(failure);
        return status == 0 ? String.valueOf(root(failure)) : "the server says " + name(status);
    }

    /** Name of a status as the standard writes it, or its number. */
    static String name(long status) {
        return StatusCodes.lookup(status)
                .map(entry -> entry[0])
                .orElseGet(() -> String.format("status 0x%08X", status));
    }

    /** The status that a failure of Milo's carries; 0 for none. */
    static long status(Throwable failure) {
        return UaException.extractStatusCode(failure).map(StatusCode::getValue).orElse(0L);
    }

    private static Throwable root(Throwable failure) {
        Throwable root = failure;
        @Nullable Throwable next = root.getCause();
        while (next != null) {
            root = next;
            next = root.getCause();
        }
        return root;
    }
}
