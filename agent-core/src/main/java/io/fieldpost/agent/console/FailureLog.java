package io.fieldpost.agent.console;

import org.tinylog.Logger;

/** Tells once that the page can't be made, and once that it can again. For the server's life; its one thread. */
final class FailureLog {
    private long failures;

    void failed(RuntimeException e) {
        if (failures++ == 0) {
            Logger.warn(e, "status page could not be made; please report this with the lines that follow");
        } else {
            Logger.debug(e, "status page could not be made, {} times now", failures);
        }
    }

    void succeeded() {
        if (failures > 0) {
            Logger.info("status page can be made again after {} failures", failures);
            failures = 0;
        }
    }
}
