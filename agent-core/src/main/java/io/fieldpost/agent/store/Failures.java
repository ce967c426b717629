package io.fieldpost.agent.store;

import io.fieldpost.agent.store.StoreException.Reason;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Locale;

/** What an error of the file system means to whoever has to help. */
final class Failures {
    private Failures() {}

    static boolean isFull(IOException e) {
        String text = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        return text.contains("no space left") || text.contains("quota exceeded");
    }

    static StoreException of(Path where, String what, IOException e) {
        if (isFull(e)) {
            return new StoreException(
                    Reason.FULL,
                    what + " failed, the file system of " + where
                            + " is full: free some room on it, or give the store a smaller budget",
                    e);
        }
        if (String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("read-only file system")) {
            return new StoreException(
                    Reason.IO,
                    what + " failed, the file system of " + where
                            + " is read-only: look at the kernel's log for errors of the card, and mount it writable again",
                    e);
        }
        if (e instanceof NotDirectoryException || e instanceof FileAlreadyExistsException) {
            return new StoreException(
                    Reason.NOT_OURS,
                    where + " is not a directory: nothing was touched; name a directory for the store",
                    e);
        }
        return new StoreException(
                Reason.IO,
                what + " failed at " + where + " (" + e.getMessage()
                        + "): look at the kernel's log for errors of the card, and at the directory's owner and mount",
                e);
    }
}
