package io.fieldpost.agent.plugin.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;

/** A child's whole session on a thread of the test, with pipes like those of a process, for what needs many of them. */
final class InThreadChild implements Child {
    private final Pipe toChild = Pipe.open();
    private final Pipe toAgent = Pipe.open();
    private final Thread thread = new Thread(this::run, "child");

    InThreadChild(String source) throws IOException {
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try {
            new ChildSession(Channels.newInputStream(toChild.source()), Channels.newOutputStream(toAgent.sink())).run();
        } catch (IOException e) {
            // It was killed.
        } finally {
            kill();
        }
    }

    @Override
    public InputStream output() {
        return Channels.newInputStream(toAgent.source());
    }

    @Override
    public OutputStream input() {
        return Channels.newOutputStream(toChild.sink());
    }

    @Override
    public void kill() {
        try {
            toChild.source().close();
            toAgent.sink().close();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public String awaitEnd(long millis) {
        boolean interrupted = Thread.interrupted();
        try {
            thread.join(Math.max(1, millis));
            kill();
            thread.join(5000);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return "ended";
    }
}
