package io.fieldpost.driver.trust;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.cert.CRLException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Reads certificates and revocation lists from files, DER or PEM, one or several in each. */
final class CertificateFiles {
    private CertificateFiles() {}

    /** What a file holds; one that is gone meanwhile holds nothing. */
    static List<X509Certificate> certificates(Path file) throws IOException, CertificateException {
        List<X509Certificate> found = new ArrayList<>();
        try (InputStream in = Files.newInputStream(file)) {
            CertificateFactory.getInstance("X.509")
                    .generateCertificates(in)
                    .forEach(one -> found.add((X509Certificate) one));
        } catch (NoSuchFileException gone) {
            return List.of();
        }
        if (found.isEmpty()) {
            throw new CertificateException("holds no certificate: " + file);
        }
        return found;
    }

    static List<X509CRL> revocations(Path directory) throws IOException, CertificateException {
        List<X509CRL> found = new ArrayList<>();
        for (Path file : in(directory)) {
            try (InputStream in = Files.newInputStream(file)) {
                CertificateFactory.getInstance("X.509").generateCRLs(in).forEach(one -> found.add((X509CRL) one));
            } catch (CRLException e) {
                throw new CertificateException("no revocation list can be read from " + file, e);
            }
        }
        return found;
    }

    /** The files of a directory by name, without those being written; none when it is not there. */
    static List<Path> in(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> !file.getFileName().toString().startsWith("."))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        }
    }
}
