package io.fieldpost.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A secret by reference: {@code env:NAME}, {@code file:/path} or {@code credential:name} (a systemd credential, read from
 * {@code $CREDENTIALS_DIRECTORY}, see systemd.exec(5)). The configuration never holds the secret itself, and {@link #toString()}
 * prints the reference.
 *
 * @param kind where the secret is
 * @param name the variable, path or credential
 */
public record Secret(Kind kind, String name) {
    /** A key with its chain of certificates is a few KiB. */
    static final int LARGEST = 64 * 1024;

    private static final String WRITTEN_IN_CLEAR =
            "not a reference to a secret, and a secret is never written in this file (what stands here is not printed);"
                    + " allowed: credential:NAME, file:/PATH or env:NAME";

    private static final AtomicReference<@Nullable Reader> READER = new AtomicReference<>();

    /** Reads secrets for a process that has none of them itself. */
    @FunctionalInterface
    public interface Reader {
        /** The secret as it stands where it is, or a {@link SecretException} that says why not. Any thread. */
        byte[] read(Secret secret) throws SecretException;
    }

    /**
     * Has another read all secrets of this process, for its whole life: a process that the agent has started asks the agent.
     *
     * @throws IllegalStateException when there is a reader already
     */
    public static void readAllBy(Reader reader) {
        if (!READER.compareAndSet(null, reader)) {
            throw new IllegalStateException("the secrets of this process have a reader already");
        }
    }

    /** Where a secret may be. */
    public enum Kind {
        /** An environment variable. */
        ENV,
        /** A file, best readable by the agent's user alone. */
        FILE,
        /** A systemd credential. */
        CREDENTIAL
    }

    public Secret {
        if (!isName(kind, name)) {
            throw new IllegalArgumentException(WRITTEN_IN_CLEAR);
        }
    }

    /**
     * Reads a reference.
     *
     * @throws IllegalArgumentException for anything else, without quoting it
     */
    public static Secret parse(String text) {
        for (Kind kind : Kind.values()) {
            String prefix = prefix(kind);
            if (text.startsWith(prefix)) {
                return new Secret(kind, text.substring(prefix.length()));
            }
        }
        throw new IllegalArgumentException(WRITTEN_IN_CLEAR);
    }

    /** Reads the secret from this process's environment or the card, or through its {@link #readAllBy reader}; see {@link #resolve(Map)}. */
    public SecretValue resolve() throws SecretException {
        Reader reader = READER.get();
        return reader == null ? resolve(System.getenv()) : new SecretValue(reader.read(this));
    }

    /**
     * Reads the secret anew at each call, so that a changed password is found at the next connection. One newline at its end is cut.
     * Blocks on the file system; callable from any thread.
     *
     * @param environment the variables of the process, {@code CREDENTIALS_DIRECTORY} among them
     * @throws SecretException if it is missing, empty, unreadable or above 64 KiB
     */
    public SecretValue resolve(Map<String, String> environment) throws SecretException {
        byte[] bytes = withoutLineEnd(
                switch (kind) {
                    case ENV -> variable(environment);
                    case FILE -> content(Path.of(name));
                    case CREDENTIAL -> content(credentials(environment).resolve(name));
                });
        if (bytes.length == 0) {
            throw new SecretException(this + " is empty");
        }
        return new SecretValue(bytes);
    }

    private byte[] variable(Map<String, String> environment) throws SecretException {
        String value = environment.get(name);
        if (value == null) {
            throw new SecretException(this + " is not set in the environment of the agent");
        }
        return value.getBytes(StandardCharsets.UTF_8);
    }

    private Path credentials(Map<String, String> environment) throws SecretException {
        String directory = environment.get("CREDENTIALS_DIRECTORY");
        if (directory == null || directory.isEmpty()) {
            throw new SecretException(this + " needs systemd, which sets CREDENTIALS_DIRECTORY; name it with"
                    + " LoadCredential= in the unit, or use file:/PATH");
        }
        return Path.of(directory);
    }

    private byte[] content(Path path) throws SecretException {
        if (!Files.exists(path)) {
            throw new SecretException(this + " cannot be read: there is no " + path);
        }
        if (!Files.isRegularFile(path)) {
            throw new SecretException(this + " cannot be read: not a regular file: " + path);
        }
        try (InputStream in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new SecretException(this + " is larger than " + LARGEST + " bytes: " + path);
            }
            return bytes;
        } catch (IOException failure) {
            throw new SecretException(
                    this + " cannot be read: " + failure.getClass().getSimpleName() + ": " + path
                            + "; the user that runs the agent must be allowed to");
        }
    }

    private static byte[] withoutLineEnd(byte[] bytes) {
        int end = bytes.length;
        end -= end > 0 && bytes[end - 1] == '\n' ? 1 : 0;
        end -= end > 0 && end < bytes.length && bytes[end - 1] == '\r' ? 1 : 0;
        return Arrays.copyOf(bytes, end);
    }

    private static boolean isName(Kind kind, String name) {
        return switch (kind) {
            case ENV -> !name.isEmpty() && !isDigit(name.charAt(0)) && consistsOf(name, "_");
            case FILE -> isAbsolutePath(name);
            case CREDENTIAL -> !name.isEmpty() && name.charAt(0) != '.' && consistsOf(name, "_-.");
        };
    }

    private static boolean isAbsolutePath(String name) {
        try {
            return Path.of(name).isAbsolute();
        } catch (InvalidPathException notAPath) {
            return false;
        }
    }

    /** Whether a name has only ASCII letters, digits and these other characters. */
    private static boolean consistsOf(String name, String others) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!isLetter(c) && !isDigit(c) && others.indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLetter(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private static String prefix(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT) + ":";
    }

    /** The reference, never the secret. */
    @Override
    public String toString() {
        return prefix(kind) + name;
    }
}
