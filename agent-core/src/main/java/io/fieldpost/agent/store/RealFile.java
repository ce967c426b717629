package io.fieldpost.agent.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;

/**
 * A file over a channel. A channel closes itself when a thread that uses it is interrupted, and runners are interrupted when they are
 * stopped; so it is opened again and the call repeated (each names its position), and the interrupt restored afterwards.
 */
final class RealFile implements DiskFile {
    /** The most that one call moves: the JDK keeps a native buffer of that size for each thread. */
    private static final int CHUNK = 64 * 1024;

    private final Path path;
    private final Set<OpenOption> how;
    private volatile FileChannel channel;
    private volatile boolean closed;

    RealFile(Path path, OpenOption... how) throws IOException {
        this.path = path;
        this.how = Set.of(how);
        channel = FileChannel.open(path, this.how);
    }

    @Override
    public int write(byte[] bytes, int offset, int length, long position) throws IOException {
        return call(open -> open.write(ByteBuffer.wrap(bytes, offset, Math.min(length, CHUNK)), position));
    }

    @Override
    public int read(byte[] bytes, int offset, int length, long position) throws IOException {
        return call(open -> open.read(ByteBuffer.wrap(bytes, offset, Math.min(length, CHUNK)), position));
    }

    @Override
    public long size() throws IOException {
        return call(FileChannel::size);
    }

    @Override
    public void truncate(long size) throws IOException {
        call(open -> open.truncate(size));
    }

    @Override
    public void force() throws IOException {
        call(open -> {
            open.force(false);
            return 0;
        });
    }

    /** Of a directory: returns when its names are on the card. */
    void forceWithNames() throws IOException {
        call(open -> {
            open.force(true);
            return 0;
        });
    }

    @Override
    public void close() throws IOException {
        closed = true;
        channel.close();
    }

    @FunctionalInterface
    private interface Call<T> {
        T on(FileChannel channel) throws IOException;
    }

    private <T> T call(Call<T> call) throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            while (true) {
                FileChannel open = channel;
                try {
                    return call.on(open);
                } catch (ClosedChannelException e) {
                    interrupted |= Thread.interrupted();
                    replace(open, e);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private synchronized void replace(FileChannel broken, ClosedChannelException why) throws IOException {
        if (closed) {
            throw why;
        }
        if (channel == broken) {
            Set<OpenOption> again = new HashSet<>(how);
            // What was deleted meanwhile must not come back as an empty file.
            again.remove(StandardOpenOption.CREATE);
            channel = FileChannel.open(path, again);
        }
    }
}
