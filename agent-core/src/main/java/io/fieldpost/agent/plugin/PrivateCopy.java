package io.fieldpost.agent.plugin;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Copies of a plug-in's jars in a directory of this process, and the SHA-256 of exactly these bytes: what was judged is what is loaded, whatever
 * becomes of the originals, and they can be replaced while the agent runs.
 */
final class PrivateCopy {
    private static final long MOST_BYTES = 256L << 20;
    private static final int CHUNK = 1 << 16;

    private final Path directory;
    private final List<Path> jars = new ArrayList<>();
    private final String sha256;

    /**
     * Copies.
     *
     * @param originals in the order of their names
     */
    PrivateCopy(List<Path> originals) throws IOException, PluginException {
        directory = Files.createTempDirectory("fieldpost-plugin-");
        directory.toFile().deleteOnExit();
        try {
            sha256 = copy(originals);
        } catch (IOException | PluginException e) {
            delete();
            throw e;
        }
    }

    private String copy(List<Path> originals) throws IOException, PluginException {
        MessageDigest digest = newDigest();
        long left = MOST_BYTES;
        for (Path original : originals) {
            Path copy = directory.resolve(String.valueOf(original.getFileName()));
            copy.toFile().deleteOnExit();
            jars.add(copy);
            try (InputStream in = Files.newInputStream(original);
                    OutputStream out = Files.newOutputStream(copy)) {
                byte[] chunk = new byte[CHUNK];
                for (int read = in.read(chunk); read > 0; read = in.read(chunk)) {
                    left -= read;
                    if (left < 0) {
                        throw new PluginException("its jars hold more than 256 MiB; ship a smaller one");
                    }
                    digest.update(chunk, 0, read);
                    out.write(chunk, 0, read);
                }
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    String sha256() {
        return sha256;
    }

    List<Path> jars() {
        return jars;
    }

    URL[] urls() {
        return urls(jars);
    }

    static URL[] urls(List<Path> jars) {
        return jars.stream().map(PrivateCopy::url).toArray(URL[]::new);
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void delete() throws IOException {
        for (Path jar : jars) {
            Files.deleteIfExists(jar);
        }
        Files.deleteIfExists(directory);
    }
}
