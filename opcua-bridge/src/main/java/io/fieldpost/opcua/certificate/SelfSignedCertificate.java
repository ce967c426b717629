package io.fieldpost.opcua.certificate;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;

/**
 * A self-signed application instance certificate, RSA with SHA-256, as OPC UA Part 6, 6.2.2 asks for it: the ApplicationUri, host names
 * and addresses as subject alternative names; fit for a client and a server.
 *
 * <p>BouncyCastle writes it, Java signs it: BouncyCastle's provider, with which Milo's own generator signs, has 600 classes that would
 * stay in memory for good.
 *
 * @param commonName of subject and issuer; the organisation is {@code Fieldpost}
 * @param applicationUri unique for each gateway
 * @param hostNames under which a server is reached
 * @param addresses the same, IPv4 or IPv6
 */
public record SelfSignedCertificate(
        String commonName,
        String applicationUri,
        List<String> hostNames,
        List<String> addresses,
        Instant validFrom,
        Instant validUntil) {
    private static final AlgorithmIdentifier SIGNED_WITH =
            new AlgorithmIdentifier(PKCSObjectIdentifiers.sha256WithRSAEncryption, DERNull.INSTANCE);
    private static final int USES = KeyUsage.digitalSignature
            | KeyUsage.nonRepudiation
            | KeyUsage.keyEncipherment
            | KeyUsage.dataEncipherment
            | KeyUsage.keyCertSign;

    /** A new RSA key pair. */
    public static KeyPair newKeys(int bits) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(bits);
        return generator.generateKeyPair();
    }

    /**
     * Makes it.
     *
     * @param keys RSA; the public one is certified, the private one signs
     * @throws GeneralSecurityException when a key or a name does not fit into a certificate
     */
    public X509Certificate of(KeyPair keys) throws GeneralSecurityException {
        X500Name name = new X500NameBuilder()
                .addRDN(BCStyle.CN, commonName)
                .addRDN(BCStyle.O, "Fieldpost")
                .build();
        SubjectPublicKeyInfo key =
                SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded());
        X509v3CertificateBuilder builder = new X509v3CertificateBuilder(
                name,
                BigInteger.valueOf(System.currentTimeMillis()),
                Date.from(validFrom),
                Date.from(validUntil),
                name,
                key);
        // Part 6, table 42 names the extensions; the identifiers are SHA-1 of the key (RFC 5280, 4.2.1.2).
        byte[] identifier =
                MessageDigest.getInstance("SHA-1").digest(key.getPublicKeyData().getBytes());
        try {
            add(builder, Extension.authorityKeyIdentifier, new AuthorityKeyIdentifier(identifier));
            add(builder, Extension.basicConstraints, new BasicConstraints(false));
            add(builder, Extension.keyUsage, new KeyUsage(USES));
            add(builder, Extension.extendedKeyUsage, new ExtendedKeyUsage(new KeyPurposeId[] {
                KeyPurposeId.id_kp_clientAuth, KeyPurposeId.id_kp_serverAuth
            }));
            add(builder, Extension.subjectAlternativeName, names());
            add(builder, Extension.subjectKeyIdentifier, new SubjectKeyIdentifier(identifier));
            byte[] encoded = builder.build(new JavaSigner(keys.getPrivate())).getEncoded();
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(encoded));
        } catch (IOException | IllegalArgumentException | IllegalStateException e) {
            throw new GeneralSecurityException("cannot make a certificate: " + e, e);
        }
    }

    private static void add(X509v3CertificateBuilder builder, ASN1ObjectIdentifier id, ASN1Encodable extension)
            throws IOException {
        builder.addExtension(id, false, extension);
    }

    private GeneralNames names() {
        List<GeneralName> names = new ArrayList<>();
        names.add(new GeneralName(GeneralName.uniformResourceIdentifier, applicationUri));
        hostNames.stream().distinct().forEach(host -> names.add(new GeneralName(GeneralName.dNSName, host)));
        addresses.stream().distinct().forEach(address -> names.add(new GeneralName(GeneralName.iPAddress, address)));
        return new GeneralNames(names.toArray(new GeneralName[0]));
    }

    /** Signs with what Java has. */
    private static final class JavaSigner implements ContentSigner {
        private final ByteArrayOutputStream content = new ByteArrayOutputStream();
        private final PrivateKey key;

        JavaSigner(PrivateKey key) {
            this.key = key;
        }

        @Override
        public AlgorithmIdentifier getAlgorithmIdentifier() {
            return SIGNED_WITH;
        }

        @Override
        public OutputStream getOutputStream() {
            return content;
        }

        @Override
        public byte[] getSignature() {
            try {
                Signature signature = Signature.getInstance("SHA256withRSA");
                signature.initSign(key);
                signature.update(content.toByteArray());
                return signature.sign();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
