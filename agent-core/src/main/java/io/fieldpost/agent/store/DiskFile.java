package io.fieldpost.agent.store;

import java.io.Closeable;
import java.io.IOException;

/** One open file, addressed by position. Any thread. */
interface DiskFile extends Closeable {
    /** Writes some of the bytes, at least one, and says how many. */
    int write(byte[] bytes, int offset, int length, long position) throws IOException;

    /** Reads some bytes and says how many; -1 at the end. */
    int read(byte[] bytes, int offset, int length, long position) throws IOException;

    long size() throws IOException;

    void truncate(long size) throws IOException;

    /** Returns when the bytes are on the card. */
    void force() throws IOException;

    /** Writes all of the bytes. */
    default void writeFully(byte[] bytes, int length, long position) throws IOException {
        int done = 0;
        while (done < length) {
            done += write(bytes, done, length - done, position + done);
        }
    }

    /** Reads until the length or the end of the file is reached, and says how many. */
    default int readFully(byte[] bytes, int offset, int length, long position) throws IOException {
        int done = 0;
        while (done < length) {
            int read = read(bytes, offset + done, length - done, position + done);
            if (read < 0) {
                break;
            }
            done += read;
        }
        return done;
    }
}
