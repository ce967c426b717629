package io.fieldpost.product;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** The assembled product as it lies on the disk, with the class archive that the package would have made. */
final class Installation {
    static final Path DISTRIBUTION = Path.of(System.getProperty("fieldpost.distribution"));
    static final Path LAUNCHER = DISTRIBUTION.resolve("bin/fieldpost");
    static final Path DEMO_LIB = Path.of(System.getProperty("fieldpost.demoLib"));

    private static final Path CACHE = DISTRIBUTION.resolveSibling("it-cache");
    private static boolean prepared;

    /** The cache with this build's class archive, made by the first who asks. */
    static synchronized Path preparedCache() throws IOException {
        if (!prepared) {
            ProcessBuilder builder = new ProcessBuilder(LAUNCHER.toString(), "prepare");
            builder.environment().keySet().removeIf(name -> name.startsWith("FIELDPOST_"));
            builder.environment()
                    .put("FIELDPOST_CACHE", Files.createDirectories(CACHE).toString());
            builder.redirectErrorStream(true)
                    .redirectOutput(CACHE.resolve("prepare.log").toFile());
            await(builder.start());
            prepared = true;
        }
        return CACHE;
    }

    private static void await(Process process) throws IOException {
        try {
            if (!process.waitFor(180, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new AssertionError(
                        "fieldpost prepare failed:\n" + Files.readString(CACHE.resolve("prepare.log")));
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private Installation() {}
}
