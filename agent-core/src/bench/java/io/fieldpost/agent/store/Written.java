package io.fieldpost.agent.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Bytes that went, or have to go, to the card. */
final class Written {
    private static final Path IO = Path.of("/proc/self/io");
    private static final int SECTOR = 512;

    private Written() {}

    /**
     * By this process: pages of the page cache that it made dirty, less those that were thrown away before they reached the card
     * ({@code proc(5)}, write_bytes and cancelled_write_bytes).
     */
    static long byProcess() throws IOException {
        long written = 0;
        for (String line : Files.readAllLines(IO)) {
            if (line.startsWith("write_bytes: ")) {
                written += Long.parseLong(line.substring(13));
            } else if (line.startsWith("cancelled_write_bytes: ")) {
                written -= Long.parseLong(line.substring(23));
            }
        }
        return written;
    }

    /** To a block device, by its {@code stat} file in {@code /sys/block}. */
    static long toDevice(Path stat) throws IOException {
        return SECTOR * Long.parseLong(fields(stat)[6]);
    }

    /** How often a block device was told to write what it holds in its cache; -1 where the kernel does not say. */
    static long flushesOf(Path stat) throws IOException {
        String[] fields = fields(stat);
        return fields.length > 15 ? Long.parseLong(fields[15]) : -1;
    }

    /** Brings all files of a directory to the card. By another process: closing a file here would undo SQLite's locks on it. */
    static void sync(Path directory) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("sync"));
        try (Stream<Path> files = Files.walk(directory)) {
            files.map(Path::toString).forEach(command::add);
        }
        run(command);
    }

    /** Brings everything of a directory's file system to the card. */
    static void syncFileSystem(Path directory) throws IOException, InterruptedException {
        run(List.of("sync", "--file-system", directory.toString()));
    }

    private static String[] fields(Path stat) throws IOException {
        return Files.readString(stat).strip().split(" +");
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        // A file may be deleted meanwhile, of which sync complains.
        new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
