package io.fieldpost.radio;

import io.fieldpost.driver.DriverContext;
import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.Remark;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A context whose clock stands still and that remembers why the connection was lost. */
final class RecordingContext implements DriverContext {
    static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    private final Path directory;
    private final CompletableFuture<DriverException> lost = new CompletableFuture<>();
    private final List<Remark> remarks = new CopyOnWriteArrayList<>();

    RecordingContext() {
        this(Path.of("target", "fm"));
    }

    RecordingContext(Path directory) {
        this.directory = directory;
    }

    List<Remark> remarks() {
        return remarks;
    }

    @Override
    public String source() {
        return "fm";
    }

    @Override
    public String gateway() {
        return "dg-1";
    }

    @Override
    public Path protocolDirectory() {
        return Path.of("target", "radio");
    }

    @Override
    public InstantSource clock() {
        return () -> NOW;
    }

    @Override
    public Path directory() {
        return directory;
    }

    @Override
    public void remark(Remark remark) {
        remarks.add(remark);
    }

    @Override
    public void connectionLost(DriverException cause) {
        lost.complete(cause);
    }

    boolean isLost() {
        return lost.isDone();
    }

    DriverException awaitLoss() throws InterruptedException, ExecutionException, TimeoutException {
        return lost.get(120, TimeUnit.SECONDS);
    }
}
