package io.fieldpost.agent.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * Finds who has a store open without asking for the lock itself: that would be in an agent's way, and where the asker is the holder,
 * closing the file would end the lock. The kernel's list of locks says it (proc(5), /proc/locks); the process id in the file alone does
 * not, since it stays after a kill.
 */
final class LockHolder {
    private static final Path LOCKS = Path.of("/proc/locks");
    private static final int LONGEST_PID = 20;

    private LockHolder() {}

    /** The process that has locked the file, as far as this machine knows; none for a copy, or when it has ended. */
    static Optional<Long> of(Path lock) {
        if (RealDisk.holds(lock)) {
            return Optional.of(ProcessHandle.current().pid());
        }
        if (!Files.isRegularFile(lock)) {
            return Optional.empty();
        }
        Optional<Long> written = written(lock);
        try {
            String inode = String.valueOf(Files.getAttribute(lock, "unix:ino"));
            String device = device(((Number) Files.getAttribute(lock, "unix:dev")).longValue());
            for (String line : Files.readAllLines(LOCKS, StandardCharsets.US_ASCII)) {
                Optional<Long> holder = holder(line, device, inode, written);
                if (holder.isPresent()) {
                    return holder;
                }
            }
            return Optional.empty();
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return written.filter(pid -> ProcessHandle.of(pid).isPresent());
        }
    }

    /** {@code 4: POSIX  ADVISORY  WRITE 3515 fe:00:2196131 0 EOF}. On some file systems the device is another than that of the file. */
    private static Optional<Long> holder(String line, String device, String inode, Optional<Long> written) {
        String[] words = line.trim().split("\\s+", -1);
        if (words.length < 6 || !words[1].equals("POSIX")) {
            return Optional.empty();
        }
        long pid = Long.parseLong(words[4]);
        boolean sameFile = words[5].equals(device + ":" + inode);
        boolean sameInode = words[5].endsWith(":" + inode);
        return sameFile || (sameInode && written.equals(Optional.of(pid))) ? Optional.of(pid) : Optional.empty();
    }

    /** Major and minor number in hexadecimal, from the form in which Linux hands them to programs (makedev(3)). */
    private static String device(long number) {
        long major = (number >> 8 & 0xfff) | (number >> 32 & ~0xfffL);
        long minor = (number & 0xff) | (number >> 12 & ~0xffL);
        return "%02x:%02x".formatted(major, minor);
    }

    private static Optional<Long> written(Path lock) {
        try (var in = Files.newInputStream(lock)) {
            byte[] head = new byte[LONGEST_PID];
            int length = in.readNBytes(head, 0, head.length);
            return Optional.of(
                    Long.valueOf(new String(Arrays.copyOf(head, length), StandardCharsets.US_ASCII).strip()));
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }
}
