package io.fieldpost.agent.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** The file system of this machine for one who must not change it: files are opened for reading alone, all else is refused. */
final class ReadOnlyDisk implements Disk {
    private final RealDisk disk = new RealDisk();

    @Override
    public DiskFile openToWrite(Path path) {
        throw refused("writing to " + path);
    }

    @Override
    public DiskFile openToRead(Path path) throws IOException {
        return new ReadOnlyFile(FileChannel.open(path, StandardOpenOption.READ), path);
    }

    @Override
    public boolean exists(Path path) {
        return disk.exists(path);
    }

    @Override
    public long size(Path path) throws IOException {
        return disk.size(path);
    }

    @Override
    public long free(Path directory) throws IOException {
        return disk.free(directory);
    }

    @Override
    public List<String> list(Path directory) throws IOException {
        return disk.list(directory);
    }

    @Override
    public void createDirectories(Path directory) {
        throw refused("creating " + directory);
    }

    @Override
    public void delete(Path path) {
        throw refused("deleting " + path);
    }

    @Override
    public void rename(Path from, Path to) {
        throw refused("renaming " + from);
    }

    @Override
    public void forceDirectory(Path directory) {
        throw refused("forcing " + directory);
    }

    @Override
    public Closeable lock(Path path) {
        throw refused("locking " + path);
    }

    @Override
    public String bootId() {
        return disk.bootId();
    }

    @Override
    public long cardBytes() {
        return disk.cardBytes();
    }

    private static UnsupportedOperationException refused(String what) {
        return new UnsupportedOperationException("a store that is looked into is not changed: " + what);
    }

    private record ReadOnlyFile(FileChannel channel, Path path) implements DiskFile {
        /** The most that one call moves: the JDK keeps a native buffer of that size for each thread. */
        private static final int CHUNK = 64 * 1024;

        @Override
        public int write(byte[] bytes, int offset, int length, long position) {
            throw refused("writing to " + path);
        }

        @Override
        public int read(byte[] bytes, int offset, int length, long position) throws IOException {
            return channel.read(ByteBuffer.wrap(bytes, offset, Math.min(length, CHUNK)), position);
        }

        @Override
        public long size() throws IOException {
            return channel.size();
        }

        @Override
        public void truncate(long size) {
            throw refused("truncating " + path);
        }

        @Override
        public void force() {
            throw refused("forcing " + path);
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
