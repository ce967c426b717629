package io.fieldpost.agent.plugin.process;

import io.fieldpost.config.Secret;
import java.io.BufferedInputStream;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import org.tinylog.Logger;

/** A process that holds one driver of a plug-in; only the agent starts it, see {@link JavaChild}. */
public final class ChildMain {
    /** How long what is left in a process that should end may take. */
    private static final long END_MILLIS = 1500;

    private ChildMain() {}

    /**
     * Works until the agent closes the driver or its own end of the pipe, which it does when it dies.
     *
     * @param args the files to read from and to write to
     */
    public static void main(String[] args) {
        try (InputStream in = new BufferedInputStream(new FileInputStream(args[0]));
                OutputStream out = new FileOutputStream(args[1])) {
            ChildSession session = new ChildSession(in, out);
            Secret.readAllBy(session.context()::secret);
            session.run();
        } catch (IOException | RuntimeException e) {
            Logger.error(e, "the process has to end: {}", e.toString());
        } finally {
            endSoon();
            // For an agent that was killed and can't.
            JavaChild.remove(Path.of(System.getProperty("java.io.tmpdir")));
            // Not a plain end: threads that the driver has left must not hold it up. Vendors' clean-ups at the end do
            // run.
            System.exit(0);
        }
    }

    private static void endSoon() {
        Thread last = new Thread(
                () -> {
                    try {
                        Thread.sleep(END_MILLIS);
                    } catch (InterruptedException e) {
                        // Then at once.
                    }
                    Runtime.getRuntime().halt(0);
                },
                "end");
        last.setDaemon(true);
        last.start();
    }
}
