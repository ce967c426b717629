package io.fieldpost.agent.doctor;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;

/** Whether a destination's trusted certificates can be read. */
record TrustCheck(Verdict verdict, Path file) implements Check {
    @Override
    public String subject() {
        return verdict.subject();
    }

    @Override
    public Finding examine() {
        if (!Files.isRegularFile(file)) {
            return verdict.fail("trust.missing", file);
        }
        try (InputStream in = Files.newInputStream(file)) {
            int count = CertificateFactory.getInstance("X.509")
                    .generateCertificates(in)
                    .size();
            return count == 0 ? verdict.fail("trust.empty", file) : verdict.ok("trust.ok", file, count);
        } catch (CertificateException e) {
            return verdict.fail("trust.empty", file);
        } catch (IOException e) {
            return verdict.fail("trust.unreadable", file);
        }
    }
}
