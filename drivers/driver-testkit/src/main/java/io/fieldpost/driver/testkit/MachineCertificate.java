package io.fieldpost.driver.testkit;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Base64;

/**
 * Any number of certificates, as a machine (or somebody in its place) shows them, made by changing a real one. Its signature no longer
 * fits then, which those who only keep and compare certificates do not look at.
 */
public final class MachineCertificate {
    /** Subject {@code CN=Press 1, O=Press Works}, URI {@code urn:press-works:press-1}, elliptic key. */
    private static final byte[] REAL = Base64.getMimeDecoder().decode("""
            MIIB1TCCAXqgAwIBAgIITUFDSAAAAAEwCgYIKoZIzj0EAwIwKDEUMBIGA1UECgwLUHJlc3MgV29ya3MxEDAOBgNVBAMMB1By
            ZXNzIDEwHhcNMjYxMTI2MTQzMDA3WhcNMzYxMTIzMTQzMDA3WjAoMRQwEgYDVQQKDAtQcmVzcyBXb3JrczEQMA4GA1UEAwwH
            UHJlc3MgMTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABLxehDAACkhZsrsTNt9N5/oeDD3ypPrZwO8lup8qJ+Uw5H2ubWx0
            xWN/nhbEj4ic3ph8AYh38Xgw2X8xm0bDwF2jgY0wgYowHQYDVR0OBBYEFFHnfxQgsuNX/bLx9E1lUtmoyjMuMB8GA1UdIwQY
            MBaAFFHnfxQgsuNX/bLx9E1lUtmoyjMuMA8GA1UdEwEB/wQFMAMBAf8wNwYDVR0RBDAwLoYXdXJuOnByZXNzLXdvcmtzOnBy
            ZXNzLTGCDXByZXNzLTEucGxhbnSHBAoUAAswCgYIKoZIzj0EAwIDSQAwRgIhAMDcvMsPnrxzyzVe4iFRbUVLlFxppdeRxfWL
            POzILXUXAiEAgXLpnnAS/+mtW+aPWEcSzkkdhxCF4wrx6owsAFOpv6Q=
            """);

    /** The serial number ends with four bytes behind these. */
    private static final byte[] SERIAL = "MACH".getBytes(StandardCharsets.US_ASCII);

    /** UTCTime (X.690, 11.8): tag and length before thirteen characters. */
    private static final byte[] TIME = {0x17, 13};

    private MachineCertificate() {}

    /** One of 4,294,967,296. */
    public static X509Certificate numbered(int number) {
        byte[] bytes = REAL.clone();
        ByteBuffer.wrap(bytes).putInt(behind(SERIAL, 0), number);
        return decoded(bytes);
    }

    /**
     * One that ends at a day's midnight, UTC.
     *
     * @param day in 2000 to 2049
     */
    public static X509Certificate ending(LocalDate day) {
        byte[] bytes = REAL.clone();
        int until = behind(TIME, behind(TIME, 0));
        byte[] text =
                (day.format(DateTimeFormatter.ofPattern("yyMMdd")) + "000000Z").getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(text, 0, bytes, until, text.length);
        return decoded(bytes);
    }

    private static int behind(byte[] wanted, int from) {
        for (int i = from; i <= REAL.length - wanted.length; i++) {
            if (ByteBuffer.wrap(REAL, i, wanted.length).equals(ByteBuffer.wrap(wanted))) {
                return i + wanted.length;
            }
        }
        throw new IllegalStateException("the certificate has changed");
    }

    private static X509Certificate decoded(byte[] bytes) {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(bytes));
        } catch (CertificateException e) {
            throw new IllegalStateException(e);
        }
    }
}
