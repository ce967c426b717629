package io.fieldpost.driver.trust;

import java.nio.file.Path;
import java.util.List;

/**
 * What a {@link TrustFolder} held when it was read.
 *
 * @param certificates those that wait first, then those that are trusted
 * @param unreadable files from which no certificate could be read: they count as not trusted
 */
public record TrustListing(List<StoredCertificate> certificates, List<Path> unreadable) {
    public TrustListing {
        certificates = List.copyOf(certificates);
        unreadable = List.copyOf(unreadable);
    }

    /** Those of one state. */
    public List<StoredCertificate> in(StoredCertificate.State state) {
        return certificates.stream().filter(one -> one.state() == state).toList();
    }
}
