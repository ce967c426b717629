package io.fieldpost.agent.publish;

import static io.fieldpost.agent.publish.ConnectionFailure.refused;
import static io.fieldpost.agent.publish.ConnectionFailure.unreachable;

import java.io.EOFException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Locale;
import javax.net.ssl.SSLException;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.jspecify.annotations.Nullable;

/** What a technician reads when a broker could not be reached or said no. */
final class MqttFailures {
    private MqttFailures() {}

    /** From what Paho threw or reported. */
    static ConnectionFailure of(BrokerAccess access, Throwable failure) {
        String broker = access.url().toString();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            ConnectionFailure known = ofCause(access, cause);
            if (known != null) {
                return known;
            }
        }
        if (failure instanceof MqttException mqtt && mqtt.getReasonCode() >= 0x80 && mqtt.getReasonCode() <= 0xFF) {
            return ofReason(access, mqtt.getReasonCode());
        }
        return unreachable("connection to " + broker + " failed: " + lastMessage(failure));
    }

    /** From the reason code of a CONNACK or DISCONNECT, MQTT 5 sections 3.2.2.2 and 3.14.2.1. */
    static ConnectionFailure ofReason(BrokerAccess access, int reason) {
        String broker = access.url().toString();
        return switch (reason) {
            case 0x84 -> refused(broker + " does not speak MQTT 5: use a broker that does");
            case 0x85 -> refused(broker + " refused the client identifier: it must be unique and allowed there");
            case 0x86, 0x8C ->
                refused(broker + " refused the credentials"
                        + (access.user() == null ? "" : " of user '" + access.user() + "'")
                        + ": check 'user', 'password' and 'identity' of this destination");
            case 0x87 -> refused(broker + " says not authorised: allow this gateway to publish there");
            case 0x8A -> refused(broker + " has banned this client: ask who runs it");
            case 0x8E ->
                unreachable("another client took over this connection to " + broker
                        + ": two gateways must not have the same 'id'");
            case 0x95 ->
                new ConnectionFailure(
                        ConnectionFailure.Kind.TOO_LARGE,
                        broker + " ended the connection because a message was too large");
            case 0x88, 0x89 -> unreachable(broker + " is too busy");
            case 0x8B -> unreachable(broker + " is shutting down");
            case 0x9C, 0x9D -> refused(broker + " has moved: change 'url'");
            default -> unreachable(broker + " ended the connection with reason " + hex(reason));
        };
    }

    static String hex(int reason) {
        return "0x" + Integer.toHexString(reason).toUpperCase(Locale.ROOT);
    }

    private static @Nullable ConnectionFailure ofCause(BrokerAccess access, Throwable cause) {
        String broker = access.url().toString();
        String host = access.url().getHost();
        if (cause instanceof UnknownHostException) {
            return unreachable("the name " + host + " is unknown: check 'url' and the gateway's DNS");
        }
        if (cause instanceof ConnectException || cause instanceof NoRouteToHostException) {
            return unreachable(broker + " can't be reached: " + lower(cause.getMessage())
                    + ": check that the broker runs and that no firewall is between");
        }
        if (cause instanceof SocketTimeoutException) {
            return unreachable(broker + " did not answer in time");
        }
        if (cause instanceof EOFException) {
            return unreachable(broker + " closed the connection");
        }
        if (cause instanceof CertificateException || cause instanceof SSLException) {
            return ofTls(broker, host, cause);
        }
        return null;
    }

    private static @Nullable ConnectionFailure ofTls(String broker, String host, Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        if (root(cause) instanceof CertificateNotYetValidException) {
            return refused("the certificate of " + broker
                    + " is not valid yet: the gateway's clock is probably wrong, so set it (timedatectl)");
        }
        if (root(cause) instanceof CertificateExpiredException) {
            return refused("the certificate of " + broker
                    + " has expired: renew it, or set the gateway's clock if that is wrong (timedatectl)");
        }
        if (message.contains("No subject alternative") || message.contains("No name matching")) {
            return refused("the certificate of " + broker + " is for another host than " + host
                    + ": use the name that stands in the certificate");
        }
        if (message.contains("unable to find valid certification path")
                || message.contains("Path does not chain")
                || message.contains("trustAnchors")) {
            return refused(
                    "the certificate of " + broker
                            + " is signed by nobody that this gateway trusts: put the signer's certificate into the file of 'trust'");
        }
        if (message.contains("fatal alert")) {
            return refused(broker + " refused this gateway's certificate (" + lower(message)
                    + "): check 'identity' and that the broker trusts who signed it");
        }
        if (message.contains("Unsupported or unrecognized SSL message")) {
            return refused(broker + " does not speak TLS on this port: check the port, or use mqtt://");
        }
        return null;
    }

    private static Throwable root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    private static String lastMessage(Throwable failure) {
        Throwable root = root(failure);
        return root.getMessage() == null ? root.getClass().getSimpleName() : lower(root.getMessage());
    }

    private static String lower(@Nullable String message) {
        return message == null || message.isEmpty()
                ? "no reason told"
                : Character.toLowerCase(message.charAt(0)) + message.substring(1);
    }
}
