package io.fieldpost.driver.trust;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Makes files and directories that belong to whoever owns the directory they lie in and that nobody else may read: what a person
 * makes as root, the service can use. Links are never followed when an owner is set, because the service's user could have put one
 * there.
 */
public final class OwnedFiles {
    private static final FileAttribute<Set<PosixFilePermission>> FILE = permissions("rw-------");
    private static final FileAttribute<Set<PosixFilePermission>> DIRECTORY = permissions("rwx------");

    /** Beginning of the name of a file that is being written. */
    private static final String UNFINISHED = ".new";

    private OwnedFiles() {}

    /** Makes a directory, and those above it, where they are missing. */
    public static void directory(Path directory) throws IOException {
        Path whole = directory.toAbsolutePath().normalize();
        Path parent = whole.getParent();
        if (Files.isDirectory(whole, LinkOption.NOFOLLOW_LINKS) || parent == null) {
            return;
        }
        if (!Files.isDirectory(parent)) {
            directory(parent);
        }
        try {
            Files.createDirectory(whole, DIRECTORY);
            adopt(whole);
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(whole)) {
                throw e;
            }
        }
    }

    /** Writes a file whole or not at all, and forces it to the card. */
    public static void write(Path file, byte[] bytes) throws IOException {
        Path directory = parent(file);
        Path fresh = Files.createTempFile(directory, UNFINISHED, "", FILE);
        try {
            try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                ByteBuffer rest = ByteBuffer.wrap(bytes);
                while (rest.hasRemaining()) {
                    channel.write(rest);
                }
                channel.force(true);
            }
            adopt(fresh);
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    /** Removes what writers left in a directory that were killed. Only while no other can be writing there. */
    public static void sweep(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                if (file.getFileName().toString().startsWith(UNFINISHED)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    /** Opens a file to lock it, made where it is missing. */
    public static FileChannel openLock(Path file) throws IOException {
        try {
            return open(file);
        } catch (AccessDeniedException e) {
            // Root made it and was killed before it could give it away; the owner of the directory may replace it.
            Files.deleteIfExists(file);
            return open(file);
        }
    }

    private static FileChannel open(Path file) throws IOException {
        FileChannel channel = FileChannel.open(
                file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS), FILE);
        try {
            adopt(file);
            return channel;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** Gives what root owns the owner and group of the directory that holds it; leaves alone what others own. */
    static void adopt(Path made) throws IOException {
        PosixFileAttributes wanted =
                Files.readAttributes(parent(made), PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        PosixFileAttributeView view =
                Files.getFileAttributeView(made, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        boolean ofRoot = Integer.valueOf(0).equals(Files.getAttribute(made, "unix:uid", LinkOption.NOFOLLOW_LINKS));
        if (ofRoot && !view.readAttributes().owner().equals(wanted.owner())) {
            view.setGroup(wanted.group());
            view.setOwner(wanted.owner());
        }
    }

    private static Path parent(Path file) throws IOException {
        Path parent = file.toAbsolutePath().normalize().getParent();
        if (parent == null) {
            throw new IOException("no directory holds " + file);
        }
        return parent;
    }

    private static FileAttribute<Set<PosixFilePermission>> permissions(String text) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text));
    }
}
