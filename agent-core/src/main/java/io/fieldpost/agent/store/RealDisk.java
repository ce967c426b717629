package io.fieldpost.agent.store;

import io.fieldpost.agent.store.StoreException.Reason;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The file system of this machine. */
final class RealDisk implements Disk {
    /** POSIX locks do not hold within a process, and closing any channel of the file would release them. */
    private static final Set<Path> LOCKED_HERE = ConcurrentHashMap.newKeySet();

    private static final Path IO_ACCOUNT = Path.of("/proc/self/io");
    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

    private final String bootId = readBootId();

    @Override
    public DiskFile openToRead(Path path) throws IOException {
        return new RealFile(path, StandardOpenOption.READ);
    }

    @Override
    public DiskFile openToWrite(Path path) throws IOException {
        return new RealFile(path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
    }

    @Override
    public boolean exists(Path path) {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public long size(Path path) throws IOException {
        return Files.size(path);
    }

    @Override
    public long free(Path directory) throws IOException {
        long free = directory.toFile().getUsableSpace();
        // Zero is also what it says when it does not know; this is slower, and says so.
        return free > 0 ? free : Files.getFileStore(directory).getUsableSpace();
    }

    @Override
    public List<String> list(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.map(entry -> String.valueOf(entry.getFileName()))
                    .sorted()
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    @Override
    public void createDirectories(Path directory) throws IOException {
        Files.createDirectories(directory);
    }

    @Override
    public void delete(Path path) throws IOException {
        Files.deleteIfExists(path);
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void forceDirectory(Path directory) throws IOException {
        try (RealFile open = new RealFile(directory, StandardOpenOption.READ)) {
            open.forceWithNames();
        }
    }

    @Override
    public Closeable lock(Path path) throws IOException, StoreException {
        Path real = path.toAbsolutePath().normalize();
        if (!LOCKED_HERE.add(real)) {
            throw inUse(path, ProcessHandle.current().pid() + " (this one)");
        }
        FileChannel channel = null;
        boolean locked = false;
        try {
            channel = FileChannel.open(
                    path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                throw inUse(path, owner(channel));
            }
            byte[] pid = (ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII);
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(pid), 0);
            locked = true;
            FileChannel held = channel;
            return () -> {
                held.close();
                LOCKED_HERE.remove(real);
            };
        } finally {
            if (!locked) {
                close(channel);
                LOCKED_HERE.remove(real);
            }
        }
    }

    @Override
    public String bootId() {
        return bootId;
    }

    private static String readBootId() {
        try {
            return Files.readString(BOOT_ID).strip();
        } catch (IOException e) {
            // Then every start counts as one after a power cut: numbers are skipped, never given twice.
            return "";
        }
    }

    /** From the kernel's account of this process (proc(5), /proc/pid/io). */
    @Override
    public long cardBytes() {
        long bytes = 0;
        try {
            for (String line : Files.readAllLines(IO_ACCOUNT)) {
                if (line.startsWith("write_bytes: ")) {
                    bytes += Long.parseLong(line.substring("write_bytes: ".length()));
                } else if (line.startsWith("cancelled_write_bytes: ")) {
                    bytes -= Long.parseLong(line.substring("cancelled_write_bytes: ".length()));
                }
            }
            return Math.max(0, bytes);
        } catch (IOException | NumberFormatException e) {
            return -1;
        }
    }

    /** Whether this process has locked a file. */
    static boolean holds(Path path) {
        return LOCKED_HERE.contains(path.toAbsolutePath().normalize());
    }

    private static StoreException inUse(Path path, String pid) {
        return new StoreException(
                Reason.NOT_OURS,
                "the store " + path.toAbsolutePath().getParent() + " is in use by process " + pid
                        + ": stop that one first, or give this one a directory of its own");
    }

    private static String owner(FileChannel channel) throws IOException {
        ByteBuffer pid = ByteBuffer.allocate(20);
        channel.read(pid, 0);
        String text = new String(pid.array(), 0, pid.position(), StandardCharsets.US_ASCII).strip();
        return text.isEmpty() ? "unknown" : text;
    }

    private static void close(@Nullable FileChannel channel) throws IOException {
        if (channel != null) {
            channel.close();
        }
    }
}
