package io.fieldpost.driver.mqttin;

import io.fieldpost.driver.DeviceStatus;
import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import javax.net.ssl.SSLException;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.jspecify.annotations.Nullable;

/** What a technician reads when a broker could not be reached, said no or went away. */
final class BrokerFailures {
    private final String broker;
    private final String host;
    private final @Nullable String user;
    private final String clientId;
    private final boolean isTls;

    BrokerFailures(MqttInSettings settings, String clientId) {
        this.broker = settings.url().toString();
        this.host = settings.host();
        this.user = settings.user();
        this.clientId = clientId;
        this.isTls = settings.tls();
    }

    /** Of TCP and TLS. */
    DriverException dialling(IOException failure) {
        if (failure instanceof SSLException && told(failure).contains("fatal alert")) {
            return ended(failure, "");
        }
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof CertificateException || each instanceof CertPathBuilderException) {
                return new DriverException(Reason.REFUSED, certificate(each), failure);
            }
        }
        if (failure instanceof UnknownHostException) {
            return unreachable("the name " + host + " is unknown: check 'url' and the gateway's DNS", failure);
        } else if (failure instanceof SocketTimeoutException) {
            return new DriverException(Reason.TIMEOUT, broker + " does not answer", failure);
        } else if (failure instanceof ConnectException || failure instanceof NoRouteToHostException) {
            return unreachable(
                    broker + " can't be reached: " + told(failure) + "; look whether the broker runs and listens there",
                    failure);
        } else if (failure instanceof SSLException) {
            return new DriverException(Reason.REFUSED, "no TLS with " + broker + ": " + told(failure), failure);
        }
        return unreachable("no connection with " + broker + ": " + told(failure), failure);
    }

    private String certificate(Throwable failure) {
        String message = String.valueOf(failure.getMessage());
        if (failure instanceof CertificateExpiredException) {
            return "the certificate of " + broker + " has expired; renew it, or set the gateway's clock";
        } else if (failure instanceof CertificateNotYetValidException) {
            return "the certificate of " + broker + " is not valid yet; set the gateway's clock";
        } else if (message.startsWith("No subject alternative") || message.startsWith("No name matching")) {
            return "the certificate of " + broker + " is for another name; write the name that is in it";
        }
        return "the certificate of " + broker
                + " is not trusted; name its authority, or the certificate itself, in 'trust'";
    }

    /**
     * Of what was asked of the broker.
     *
     * @param asked a noun: log-in, subscription
     */
    DriverException asking(String asked, MqttException failure) {
        if (isInterruption(failure)) {
            Thread.currentThread().interrupt();
            return new DriverException(Reason.TIMEOUT, asked + " was interrupted: " + broker, failure);
        }
        return switch (failure.getReasonCode()) {
            case MqttException.REASON_CODE_INVALID_PROTOCOL_VERSION ->
                refused(failure, "unacceptable protocol version", " does not speak MQTT 3.1.1; allow it there");
            case MqttException.REASON_CODE_INVALID_CLIENT_ID ->
                refused(
                        failure,
                        "identifier rejected",
                        " does not allow the client identifier '" + clientId + "'; set 'client_id'");
            case MqttException.REASON_CODE_BROKER_UNAVAILABLE ->
                refused(failure, "server unavailable", " says that its service is unavailable");
            case MqttException.REASON_CODE_FAILED_AUTHENTICATION ->
                refused(
                        failure,
                        "bad user name or password",
                        " does not accept "
                                + (user == null
                                        ? "a client without a user; set 'user' and 'password'"
                                        : "user '" + user + "' with this password"));
            case MqttException.REASON_CODE_NOT_AUTHORIZED ->
                refused(
                        failure,
                        "not authorized",
                        user == null
                                ? " lets nobody in without a user or certificate; set 'user' and 'password'"
                                : " does not allow user '" + user + "' to do so");
            case MqttException.REASON_CODE_CLIENT_TIMEOUT ->
                new DriverException(Reason.TIMEOUT, broker + " does not answer the " + asked, failure);
            default -> ended(failure, " at the " + asked);
        };
    }

    private DriverException refused(MqttException failure, String name, String told) {
        return new DriverException(Reason.REFUSED, broker + told, new DeviceStatus(failure.getReasonCode(), name));
    }

    /** Of a connection that worked. */
    DriverException lost(Throwable failure) {
        return failure instanceof MqttException mqtt && mqtt.getReasonCode() == MqttException.REASON_CODE_CLIENT_TIMEOUT
                ? new DriverException(Reason.TIMEOUT, broker + " has fallen silent", failure)
                : ended(failure, "");
    }

    private DriverException ended(Throwable failure, String when) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        if (root instanceof EOFException) {
            // MQTT 3.1.1 has no way to say why: 3.14 is the client's alone.
            return unreachable(
                    broker + " closed the connection" + when
                            + " without a reason: it was stopped, or another client came with the identifier '"
                            + clientId
                            + "', which must be one gateway's alone; the broker's log says which",
                    failure);
        }
        if (root instanceof SSLException && told(root).contains("fatal alert")) {
            // With TLS 1.3 a broker's word on our certificate comes after the handshake (RFC 8446, 4.4.2.4).
            return new DriverException(
                    Reason.REFUSED,
                    broker + " refuses this gateway's certificate (" + told(root)
                            + "); look at 'identity', and whether the broker trusts who signed it",
                    failure);
        }
        if (root instanceof SocketException && isTls && !when.isEmpty()) {
            // A reset can overtake the broker's word.
            return unreachable(
                    broker + " broke the connection off" + when + ": " + told(root)
                            + "; if that stays so, it may want a certificate: look at 'identity'",
                    failure);
        }
        boolean isProtocol = root instanceof IOException && told(root).startsWith("not a packet")
                || root instanceof RuntimeException
                || root instanceof MqttException;
        return new DriverException(
                isProtocol ? Reason.PROTOCOL : Reason.UNREACHABLE,
                "the connection with " + broker + " broke" + when + ": " + told(root),
                failure);
    }

    private static DriverException unreachable(String message, Throwable failure) {
        return new DriverException(Reason.UNREACHABLE, message, failure);
    }

    private static boolean isInterruption(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof InterruptedException) {
                return true;
            }
        }
        return false;
    }

    private static String told(Throwable failure) {
        String message = failure.getMessage();
        return message == null || message.isBlank()
                ? failure.getClass().getSimpleName()
                : Character.toLowerCase(message.charAt(0)) + message.substring(1);
    }
}
