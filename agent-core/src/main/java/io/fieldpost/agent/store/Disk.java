package io.fieldpost.agent.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** All that the store does to a file system, so that a test can be a worse one. Any thread. */
interface Disk {
    /** Opens a file that is there, to read and to force it; works on a file system that can't be written to. */
    DiskFile openToRead(Path path) throws IOException;

    /** Opens a file to read and write it, and creates a missing one. */
    DiskFile openToWrite(Path path) throws IOException;

    boolean exists(Path path);

    long size(Path path) throws IOException;

    /** Bytes that we may still write to the file system of an existing directory. */
    long free(Path directory) throws IOException;

    /** Names in a directory, sorted; none when it does not exist. */
    List<String> list(Path directory) throws IOException;

    void createDirectories(Path directory) throws IOException;

    void delete(Path path) throws IOException;

    void rename(Path from, Path to) throws IOException;

    /** Makes the names in a directory survive a power cut. */
    void forceDirectory(Path directory) throws IOException;

    /** Keeps other processes out until it is closed. */
    Closeable lock(Path path) throws IOException, StoreException;

    /** Names the present run of the operating system: while it is the same, nothing written has left the page cache. */
    String bootId();

    /** Bytes that the operating system sent or has yet to send to the card for this process, less what it need not send; -1 when unknown. */
    long cardBytes();
}
