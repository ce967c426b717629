package io.fieldpost.opcua.server;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** In words what Java tells of some files by the name of an exception alone, its message being the path. */
final class FileTrouble {
    private FileTrouble() {}

    /** What is wrong, and with which file. */
    static String of(Exception failure) {
        if (!(failure instanceof FileSystemException trouble) || trouble.getReason() != null) {
            return String.valueOf(failure.getMessage());
        }
        String file = trouble.getFile();
        if (trouble instanceof AccessDeniedException) {
            return "this user may not use " + file + "; let it belong to the user that Fieldpost runs as";
        }
        if (trouble instanceof FileAlreadyExistsException || trouble instanceof NotDirectoryException) {
            return file + " is no directory; take it away";
        }
        return trouble instanceof NoSuchFileException ? file + " is missing" : String.valueOf(failure);
    }
}
