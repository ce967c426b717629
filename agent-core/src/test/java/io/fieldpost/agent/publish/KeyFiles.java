package io.fieldpost.agent.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Keys with certificates, made by keytool in a directory, in the forms that a broker and a gateway take. */
final class KeyFiles {
    static final String PASSWORD = "changeit";
    static final String[] RSA = {"-keyalg", "RSA", "-keysize", "2048"};

    private static final String[] ELLIPTIC = {"-keyalg", "EC", "-groupname", "secp256r1"};
    private static final String ALIAS = "it";

    private final Path directory;

    KeyFiles(Path directory) {
        this.directory = directory;
    }

    /** A key store with an elliptic key. */
    Path keys(String name, String san) throws Exception {
        return keys(name, san, ELLIPTIC);
    }

    /** A key store with a self-signed certificate, valid for 30 days. */
    Path keys(String name, String san, String... algorithm) throws Exception {
        Path store = directory.resolve(name + ".p12");
        keytool(
                store,
                words("-genkeypair", "-validity", "30", "-dname", "CN=" + name, "-ext", "san=" + san),
                algorithm);
        return store;
    }

    /** Replaces the certificate by one that an authority signed, valid from some days after today, for some days. */
    void sign(Path keys, Path authority, String san, int from, int days) throws Exception {
        Path request = Path.of(keys + ".request");
        Path signed = Path.of(keys + ".signed");
        keytool(keys, words("-certreq", "-file", request.toString()));
        keytool(
                authority,
                words("-gencert", "-infile", request.toString(), "-outfile", signed.toString(), "-ext", "san=" + san),
                "-startdate",
                (from < 0 ? "" : "+") + from + "d",
                "-validity",
                Integer.toString(days));
        KeyStore store = load(keys);
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        try (InputStream in = Files.newInputStream(signed)) {
            Certificate[] chain = {factory.generateCertificate(in)};
            store.setKeyEntry(ALIAS, store.getKey(ALIAS, PASSWORD.toCharArray()), PASSWORD.toCharArray(), chain);
        }
        save(store, keys);
    }

    private static String[] words(String... words) {
        return words;
    }

    private void keytool(Path store, String[] what, String... more) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(what));
        command.addAll(List.of(more));
        command.addAll(List.of("-alias", ALIAS, "-storetype", "PKCS12"));
        command.addAll(List.of("-keystore", store.toString(), "-storepass", PASSWORD));
        Path log = directory.resolve("keytool.log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(process.waitFor()).as("%s", log).isZero();
    }

    /** A key store that trusts the certificate of another, as a broker takes it. */
    Path trusting(Path keys) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry(ALIAS, load(keys).getCertificate(ALIAS));
        Path path = Path.of(keys + ".trust");
        save(store, path);
        return path;
    }

    /** A PEM file with the certificate, as {@code trust} takes it. */
    Path certificate(Path keys) throws Exception {
        return Files.writeString(Path.of(keys + ".pem"), certificateText(keys));
    }

    /** PEM text with key and certificate, as {@code identity} takes it. */
    static String bundle(Path keys) throws Exception {
        byte[] key = load(keys).getKey(ALIAS, PASSWORD.toCharArray()).getEncoded();
        return pem("PRIVATE KEY", key) + certificateText(keys);
    }

    private static String certificateText(Path keys) throws Exception {
        return pem("CERTIFICATE", load(keys).getCertificate(ALIAS).getEncoded());
    }

    private static KeyStore load(Path path) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(path)) {
            store.load(in, PASSWORD.toCharArray());
        }
        return store;
    }

    private static void save(KeyStore store, Path path) throws Exception {
        try (OutputStream out = Files.newOutputStream(path)) {
            store.store(out, PASSWORD.toCharArray());
        }
    }

    private static String pem(String label, byte[] der) {
        return "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END " + label + "-----\n";
    }
}
