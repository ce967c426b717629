package io.fieldpost.agent.plugin.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.tinylog.Logger;

/**
 * Puts what a child writes to standard output and standard error into the agent's log, named, and within bounds: as many lines as {@link LineLimit}
 * admits, of {@value #LONGEST} bytes at most. One thread.
 */
final class ChildLog {
    private static final int LONGEST = 1000;

    private final String name;
    private final LineLimit limit = new LineLimit(System.nanoTime());
    private final byte[] line = new byte[LONGEST];

    /**
     * Begins with no line.
     *
     * @param name what each line begins with
     */
    ChildLog(String name) {
        this.name = name;
    }

    /** Reads to the end. */
    void copy(InputStream from) {
        int length = 0;
        byte[] chunk = new byte[1024];
        try {
            for (int read = from.read(chunk); read >= 0; read = from.read(chunk)) {
                for (int i = 0; i < read; i++) {
                    if (chunk[i] == '\n') {
                        tell(length);
                        length = 0;
                    } else if (length < LONGEST) {
                        line[length++] = chunk[i];
                    }
                }
            }
        } catch (IOException e) {
            // It has ended.
        }
        tell(length);
        tellLeftOut();
    }

    private void tell(int length) {
        if (length == 0 || !limit.admits(System.nanoTime())) {
            return;
        }
        tellLeftOut();
        String text = new String(line, 0, length, StandardCharsets.UTF_8).replaceAll("\\p{Cntrl}", " ");
        String rest = text.substring(text.indexOf(' ') + 1);
        if (text.startsWith("ERROR: ") || text.startsWith("WARN: ")) {
            Logger.warn("{}: {}", name, rest);
        } else if (text.startsWith("DEBUG: ") || text.startsWith("TRACE: ")) {
            Logger.debug("{}: {}", name, rest);
        } else {
            Logger.info("{}: {}", name, text.startsWith("INFO: ") ? rest : text);
        }
    }

    private void tellLeftOut() {
        long leftOut = limit.takeLeftOut();
        if (leftOut > 0) {
            Logger.warn("{}: {} further lines are left out", name, leftOut);
        }
    }
}
