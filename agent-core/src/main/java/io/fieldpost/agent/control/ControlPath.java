package io.fieldpost.agent.control;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Where the control socket of a store is: {@code control/socket} in its directory, which is the agent's user's alone. */
final class ControlPath {
    /** sun_path has 108 bytes, one of them for the end (unix(7)). */
    private static final int LONGEST = 107;

    private ControlPath() {}

    /** @throws ControlException when the path is longer than a Unix domain socket's may be */
    static Path of(Path store) throws ControlException {
        Path path = store.toAbsolutePath().normalize().resolve("control").resolve("socket");
        int length = path.toString().getBytes(StandardCharsets.UTF_8).length;
        if (length > LONGEST) {
            throw new ControlException("the control socket can't be at " + path + ": its path has " + length
                    + " bytes, and a Unix domain socket's has " + LONGEST
                    + " at most; name a shorter 'store.path'");
        }
        return path;
    }

    static UnixDomainSocketAddress address(Path socket) {
        return UnixDomainSocketAddress.of(socket);
    }

    /** Makes the directory, closed to everybody else before the socket is in it, and removes what a killed agent left. */
    static void prepare(Path socket) throws IOException {
        Path directory = socket.resolveSibling(".").normalize();
        Files.createDirectories(directory);
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        Files.deleteIfExists(socket);
    }
}
