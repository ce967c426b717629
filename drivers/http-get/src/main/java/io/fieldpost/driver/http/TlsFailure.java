package io.fieldpost.driver.http;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;

/** What a technician can do about a handshake that failed. */
final class TlsFailure {
    private TlsFailure() {}

    static String told(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof CertificateExpiredException) {
                return "the device's certificate has expired; renew it, or set the gateway's clock";
            } else if (each instanceof CertificateNotYetValidException) {
                return "the device's certificate is not valid yet; set the gateway's clock";
            } else if (each instanceof CertPathBuilderException) {
                return "the device's certificate is not trusted; name its authority, or the certificate itself, in 'trust'";
            } else if (each instanceof CertificateException
                    && each.getMessage() != null
                    && (each.getMessage().startsWith("No subject alternative")
                            || each.getMessage().startsWith("No name matching"))) {
                return "the device's certificate is for another name (" + HttpTarget.shown(each.getMessage())
                        + "); write the name that is in it";
            }
        }
        String why = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        return "no TLS with the device: " + HttpTarget.shown(why);
    }
}
