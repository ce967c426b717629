package io.fieldpost.agent.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/**
 * A file system in memory that is worse than any real one. On a power cut it keeps, of what was not forced, any 512-byte sectors of a
 * file, any size between the forced one and the present, and any of the names that were made, changed or deleted. It fills up, fails
 * when it is told to, and loses what a failed force was to bring to the card, as Linux does: the next force that succeeds does not know of it.
 */
final class MemoryDisk implements Disk {
    /** Says whether an operation fails, by throwing. */
    @FunctionalInterface
    interface Fault {
        void check(String operation, Path path) throws IOException;
    }

    private static final int SECTOR = 512;

    private static final class Node {
        private byte[] bytes = new byte[0];
        private int size;
        /** What is on the card for certain. */
        private byte[] forced = new byte[0];
        /** Sectors that a failed force lost: on the card they stay as they were until they are written again. */
        private final Set<Integer> forgotten = new HashSet<>();

        byte[] present() {
            return Arrays.copyOf(bytes, size);
        }

        void set(byte[] content) {
            bytes = content.clone();
            size = content.length;
            forced = bytes;
            forgotten.clear();
        }

        void write(byte[] source, int offset, int length, int position) {
            if (position + length > bytes.length || bytes == forced) {
                bytes = Arrays.copyOf(bytes, Math.max(position + length, bytes.length + bytes.length / 2));
            }
            System.arraycopy(source, offset, bytes, position, length);
            size = Math.max(size, position + length);
            for (int sector = position / SECTOR; sector * SECTOR < position + length; sector++) {
                forgotten.remove(sector);
            }
        }

        void truncate(int to) {
            if (to < size) {
                bytes = Arrays.copyOf(bytes, to);
                size = to;
            }
        }

        void force() {
            forced = onCard();
        }

        void forget() {
            for (int at = 0; at < size; at += SECTOR) {
                int end = Math.min(size, at + SECTOR);
                if (end > forced.length || Arrays.mismatch(bytes, at, end, forced, at, end) >= 0) {
                    forgotten.add(at / SECTOR);
                }
            }
        }

        private byte[] onCard() {
            byte[] card = present();
            for (int sector : forgotten) {
                copySector(forced, card, sector * SECTOR);
            }
            return card;
        }

        void tear(Random chance) {
            byte[] now = onCard();
            int shorter = Math.min(forced.length, now.length);
            int longer = Math.max(forced.length, now.length);
            byte[] torn = new byte[shorter + chance.nextInt(longer - shorter + 1)];
            for (int at = 0; at < torn.length; at += SECTOR) {
                copySector(chance.nextBoolean() ? now : forced, torn, at);
            }
            set(torn);
        }

        /** What lies beyond the end of the source is zero. */
        private static void copySector(byte[] from, byte[] to, int at) {
            int end = Math.min(to.length, at + SECTOR);
            for (int i = at; i < end; i++) {
                to[i] = i < from.length ? from[i] : 0;
            }
        }
    }

    private Map<Path, Node> names = new TreeMap<>();
    private Map<Path, Node> forcedNames = new TreeMap<>();
    private boolean locked;
    private int boot = 1;
    Fault fault = (operation, path) -> {};
    /** The most that one write takes. */
    int largestWrite = Integer.MAX_VALUE;
    /** How much the card holds. */
    long capacity = Long.MAX_VALUE / 4;

    int forces;
    /** Bytes handed to readers. */
    long bytesRead;

    /** The process dies: the page cache stays. */
    synchronized void kill() {
        locked = false;
    }

    /** Power is lost. */
    synchronized void cutPower(Random chance) {
        locked = false;
        boot++;
        Set<Path> all = new HashSet<>(names.keySet());
        all.addAll(forcedNames.keySet());
        Map<Path, Node> left = new TreeMap<>();
        for (Path path : all.stream().sorted().toList()) {
            Node node = chance.nextBoolean() ? names.get(path) : forcedNames.get(path);
            if (node != null) {
                left.put(path, node);
            }
        }
        names = left;
        forcedNames = new TreeMap<>(left);
        new java.util.LinkedHashSet<>(names.values()).forEach(node -> node.tear(chance));
    }

    synchronized byte[] bytes(Path path) {
        return node(path).present();
    }

    synchronized void setBytes(Path path, byte[] bytes) {
        Node node = names.computeIfAbsent(path, missing -> new Node());
        node.set(bytes);
        forcedNames.put(path, node);
    }

    synchronized void remove(Path path) {
        names.remove(path);
        forcedNames.remove(path);
    }

    synchronized List<Path> files() {
        return new ArrayList<>(names.keySet());
    }

    /** The names and bytes of all files. */
    synchronized Map<Path, String> snapshot() {
        Map<Path, String> all = new TreeMap<>();
        names.forEach((path, node) -> all.put(path, Arrays.toString(node.present())));
        return all;
    }

    @Override
    public synchronized DiskFile openToRead(Path path) throws IOException {
        fault.check("open", path);
        if (!names.containsKey(path)) {
            throw new NoSuchFileException(path.toString());
        }
        return new MemoryFile(path, node(path));
    }

    @Override
    public synchronized DiskFile openToWrite(Path path) throws IOException {
        fault.check("open", path);
        fault.check("open to write", path);
        if (!names.containsKey(path)) {
            fault.check("create", path);
        }
        return new MemoryFile(path, names.computeIfAbsent(path, missing -> new Node()));
    }

    @Override
    public synchronized boolean exists(Path path) {
        return names.containsKey(path);
    }

    @Override
    public synchronized long size(Path path) throws IOException {
        return node(path).size;
    }

    @Override
    public synchronized long free(Path directory) {
        return Math.max(0, capacity - used());
    }

    @Override
    public synchronized List<String> list(Path directory) {
        return names.keySet().stream()
                .filter(path -> path.startsWith(directory) && !path.equals(directory))
                .map(path -> directory.relativize(path).getName(0).toString())
                .distinct()
                .sorted()
                .toList();
    }

    @Override
    public void createDirectories(Path directory) throws IOException {
        fault.check("mkdir", directory);
    }

    @Override
    public synchronized void delete(Path path) throws IOException {
        fault.check("delete", path);
        names.remove(path);
    }

    @Override
    public synchronized void rename(Path from, Path to) throws IOException {
        fault.check("rename", from);
        names.put(to, node(from));
        names.remove(from);
    }

    @Override
    public synchronized void forceDirectory(Path directory) throws IOException {
        fault.check("force", directory);
        forcedNames.keySet().removeIf(path -> directory.equals(path.getParent()) && !names.containsKey(path));
        names.forEach((path, node) -> {
            if (directory.equals(path.getParent())) {
                forcedNames.put(path, node);
            }
        });
    }

    @Override
    public synchronized Closeable lock(Path path) throws IOException, StoreException {
        fault.check("lock", path);
        if (locked) {
            throw new StoreException(StoreException.Reason.NOT_OURS, "locked");
        }
        locked = true;
        return () -> locked = false;
    }

    @Override
    public String bootId() {
        return "boot-" + boot;
    }

    @Override
    public long cardBytes() {
        return -1;
    }

    private long used() {
        return names.values().stream().mapToLong(node -> node.size).sum();
    }

    private Node node(Path path) {
        Node node = names.get(path);
        if (node == null) {
            throw new IllegalStateException("no file " + path);
        }
        return node;
    }

    private final class MemoryFile implements DiskFile {
        private final Path path;
        private final Node node;

        MemoryFile(Path path, Node node) {
            this.path = path;
            this.node = node;
        }

        @Override
        public int write(byte[] bytes, int offset, int length, long position) throws IOException {
            synchronized (MemoryDisk.this) {
                fault.check("write", path);
                int wanted = Math.min(length, largestWrite);
                long growth = Math.max(0, position + wanted - node.size);
                long room = growth == 0 ? 0 : Math.max(0, capacity - used());
                int written = (int) (wanted - Math.max(0, growth - room));
                if (written <= 0 && wanted > 0) {
                    throw new IOException("No space left on device");
                }
                node.write(bytes, offset, written, (int) position);
                return written;
            }
        }

        @Override
        public int read(byte[] bytes, int offset, int length, long position) throws IOException {
            synchronized (MemoryDisk.this) {
                fault.check("read", path);
                int available = (int) Math.min(length, node.size - position);
                if (available <= 0) {
                    return length == 0 ? 0 : -1;
                }
                System.arraycopy(node.bytes, (int) position, bytes, offset, available);
                bytesRead += available;
                return available;
            }
        }

        @Override
        public long size() {
            synchronized (MemoryDisk.this) {
                return node.size;
            }
        }

        @Override
        public void truncate(long size) throws IOException {
            synchronized (MemoryDisk.this) {
                fault.check("truncate", path);
                node.truncate((int) size);
            }
        }

        @Override
        public void force() throws IOException {
            synchronized (MemoryDisk.this) {
                try {
                    fault.check("force", path);
                } catch (IOException e) {
                    node.forget();
                    throw e;
                }
                forces++;
                node.force();
            }
        }

        @Override
        public void close() {}
    }
}
