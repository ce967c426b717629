package io.fieldpost.agent.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** A file system that forgets on a power cut what was not forced, and fails when it is told to. */
final class MemoryDisk implements Disk {
    /** Says whether an operation fails, by throwing. */
    @FunctionalInterface
    interface Fault {
        void check(String operation, Path path) throws IOException;
    }

    private static final int SECTOR = 512;

    private static final class Node {
        byte[] bytes = {};
        byte[] forced = {};
    }

    private Map<Path, Node> names = new TreeMap<>();
    private final Map<Path, Node> forcedNames = new TreeMap<>();
    private boolean locked;
    private int boot = 1;
    Fault fault = (operation, path) -> {};
    /** The most that one write takes. */
    int largestWrite = Integer.MAX_VALUE;

    int forces;

    /** The process dies: the page cache stays. */
    synchronized void kill() {
        locked = false;
    }

    /** Power is lost: of what was not forced, any sectors may be on the card, in any order. */
    synchronized void cutPower(Random chance) {
        locked = false;
        boot++;
        names = new TreeMap<>(forcedNames);
        names.values().forEach(node -> tear(node, chance));
    }

    synchronized byte[] bytes(Path path) {
        return node(path).bytes.clone();
    }

    synchronized void setBytes(Path path, byte[] bytes) {
        Node node = names.computeIfAbsent(path, missing -> new Node());
        node.bytes = bytes.clone();
        node.forced = bytes.clone();
        forcedNames.put(path, node);
    }

    @Override
    public synchronized DiskFile open(Path path, boolean create) throws IOException {
        fault.check("open", path);
        if (!names.containsKey(path) && !create) {
            throw new NoSuchFileException(path.toString());
        }
        return new MemoryFile(path, names.computeIfAbsent(path, missing -> new Node()));
    }

    @Override
    public synchronized boolean exists(Path path) {
        return names.containsKey(path);
    }

    @Override
    public synchronized long size(Path path) throws IOException {
        return node(path).bytes.length;
    }

    @Override
    public long free(Path directory) {
        return Long.MAX_VALUE / 2;
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
    public void createDirectories(Path directory) {}

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
    public synchronized Closeable lock(Path path) throws StoreException {
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

    private Node node(Path path) {
        Node node = names.get(path);
        if (node == null) {
            throw new IllegalStateException("no file " + path);
        }
        return node;
    }

    private static void tear(Node node, Random chance) {
        int shorter = Math.min(node.forced.length, node.bytes.length);
        int longer = Math.max(node.forced.length, node.bytes.length);
        byte[] torn = new byte[shorter + chance.nextInt(longer - shorter + 1)];
        for (int at = 0; at < torn.length; at += SECTOR) {
            byte[] from = chance.nextBoolean() ? node.bytes : node.forced;
            int end = Math.min(Math.min(at + SECTOR, torn.length), from.length);
            if (at < end) {
                System.arraycopy(from, at, torn, at, end - at);
            }
        }
        node.bytes = torn;
        node.forced = torn;
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
                int written = Math.min(length, largestWrite);
                if (position + written > node.bytes.length) {
                    node.bytes = Arrays.copyOf(node.bytes, (int) position + written);
                } else {
                    node.bytes = node.bytes.clone();
                }
                System.arraycopy(bytes, offset, node.bytes, (int) position, written);
                return written;
            }
        }

        @Override
        public int read(byte[] bytes, int offset, int length, long position) throws IOException {
            synchronized (MemoryDisk.this) {
                fault.check("read", path);
                int available = (int) Math.min(length, node.bytes.length - position);
                if (available <= 0) {
                    return length == 0 ? 0 : -1;
                }
                System.arraycopy(node.bytes, (int) position, bytes, offset, available);
                return available;
            }
        }

        @Override
        public long size() {
            synchronized (MemoryDisk.this) {
                return node.bytes.length;
            }
        }

        @Override
        public void truncate(long size) throws IOException {
            synchronized (MemoryDisk.this) {
                fault.check("truncate", path);
                if (size < node.bytes.length) {
                    node.bytes = Arrays.copyOf(node.bytes, (int) size);
                }
            }
        }

        @Override
        public void force() throws IOException {
            synchronized (MemoryDisk.this) {
                fault.check("force", path);
                forces++;
                node.forced = node.bytes;
            }
        }

        @Override
        public void close() {}
    }
}
