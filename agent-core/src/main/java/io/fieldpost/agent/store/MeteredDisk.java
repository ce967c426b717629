package io.fieldpost.agent.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** Counts what the store writes to another disk, and how often it forces. Any thread. */
final class MeteredDisk implements Disk {
    private final Disk disk;
    private final LongAdder written = new LongAdder();
    private final LongAdder forces = new LongAdder();

    MeteredDisk(Disk disk) {
        this.disk = disk;
    }

    /** Bytes handed over. */
    long written() {
        return written.sum();
    }

    /** Files and directories forced. */
    long forces() {
        return forces.sum();
    }

    @Override
    public DiskFile openToRead(Path path) throws IOException {
        return new MeteredFile(disk.openToRead(path));
    }

    @Override
    public DiskFile openToWrite(Path path) throws IOException {
        return new MeteredFile(disk.openToWrite(path));
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
    public void createDirectories(Path directory) throws IOException {
        disk.createDirectories(directory);
    }

    @Override
    public void delete(Path path) throws IOException {
        disk.delete(path);
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        disk.rename(from, to);
    }

    @Override
    public void forceDirectory(Path directory) throws IOException {
        forces.increment();
        disk.forceDirectory(directory);
    }

    @Override
    public Closeable lock(Path path) throws IOException, StoreException {
        return disk.lock(path);
    }

    @Override
    public String bootId() {
        return disk.bootId();
    }

    @Override
    public long cardBytes() {
        return disk.cardBytes();
    }

    private final class MeteredFile implements DiskFile {
        private final DiskFile file;

        MeteredFile(DiskFile file) {
            this.file = file;
        }

        @Override
        public int write(byte[] bytes, int offset, int length, long position) throws IOException {
            int done = file.write(bytes, offset, length, position);
            written.add(done);
            return done;
        }

        @Override
        public int read(byte[] bytes, int offset, int length, long position) throws IOException {
            return file.read(bytes, offset, length, position);
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public void truncate(long size) throws IOException {
            file.truncate(size);
        }

        @Override
        public void force() throws IOException {
            forces.increment();
            file.force();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
