package io.fieldpost.driver.serial;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Two pseudo terminals joined back to back by socat, where that is installed. */
final class PortPair implements AutoCloseable {
    private final Process socat;
    private final Path near;
    private final Path far;

    private PortPair(Process socat, Path near, Path far) {
        this.socat = socat;
        this.near = near;
        this.far = far;
    }

    static PortPair open(Path directory) throws IOException, InterruptedException {
        Path near = directory.resolve("near");
        Path far = directory.resolve("far");
        Process socat;
        try {
            socat = new ProcessBuilder("socat", "pty,raw,echo=0,link=" + near, "pty,raw,echo=0,link=" + far)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            return abort("socat is not installed: no pair of serial ports to test with");
        }
        while (!Files.exists(near) || !Files.exists(far)) {
            if (socat.waitFor(10, TimeUnit.MILLISECONDS)) {
                throw new IOException("socat ended with " + socat.exitValue());
            }
        }
        return new PortPair(socat, near, far);
    }

    Path near() {
        return near;
    }

    Path far() {
        return far;
    }

    @Override
    public void close() throws InterruptedException {
        socat.destroy();
        socat.waitFor();
    }
}
