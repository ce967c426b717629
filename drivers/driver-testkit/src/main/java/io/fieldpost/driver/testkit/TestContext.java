package io.fieldpost.driver.testkit;

import io.fieldpost.driver.DriverContext;
import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.Remark;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

/** The agent's side of a driver under test. Any thread. */
public final class TestContext implements DriverContext {
    private final String source;
    private final InstantSource clock;
    private final Path directory;
    private final Path protocolDirectory;
    private final List<DriverException> losses = new ArrayList<>();
    /** By subject and aspect. */
    private final Map<String, Map<String, String>> remarks = new LinkedHashMap<>();

    /** The only source of its protocol. */
    public TestContext(String source, InstantSource clock, Path directory) {
        this(source, clock, directory, directory.resolve("protocol"));
    }

    /** One of several sources that share a protocol's directory. */
    public TestContext(String source, InstantSource clock, Path directory, Path protocolDirectory) {
        this.source = source;
        this.clock = clock;
        this.directory = directory;
        this.protocolDirectory = protocolDirectory;
    }

    @Override
    public String source() {
        return source;
    }

    @Override
    public String gateway() {
        return "dg-test";
    }

    @Override
    public InstantSource clock() {
        return clock;
    }

    @Override
    public Path directory() {
        return directory;
    }

    @Override
    public synchronized void remark(Remark remark) {
        Map<String, String> ofSubject = remarks.computeIfAbsent(remark.subject(), unused -> new LinkedHashMap<>());
        if (remark.text().isEmpty()) {
            ofSubject.remove(remark.aspect());
        } else {
            ofSubject.put(remark.aspect(), remark.text());
        }
        if (ofSubject.isEmpty()) {
            remarks.remove(remark.subject());
        }
        notifyAll();
    }

    /**
     * Waits until the driver has something to say about a subject.
     *
     * @throws AssertionError after {@code bound}
     */
    public synchronized String awaitRemark(String subject, Duration bound) throws InterruptedException {
        Map<String, String> texts = awaitRemarks(said -> said.containsKey(subject), "something of " + subject, bound);
        return Objects.requireNonNull(texts.get(subject));
    }

    /**
     * Waits until what the driver has to say fulfils a condition: a value may arrive before what is said of its point.
     *
     * @param wanted about {@link #remarks}
     * @param what the condition in words, for the error
     * @return what it has to say then
     * @throws AssertionError after {@code bound}
     */
    public synchronized Map<String, String> awaitRemarks(
            Predicate<Map<String, String>> wanted, String what, Duration bound) throws InterruptedException {
        long end = System.nanoTime() + bound.toNanos();
        Map<String, String> texts = remarks();
        while (!wanted.test(texts)) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                throw new AssertionError("the driver did not say " + what + ", but " + texts);
            }
            wait(left / 1_000_000 + 1);
            texts = remarks();
        }
        return texts;
    }

    /** What the driver said that a person should know: text by subject, a line for each aspect. */
    public synchronized Map<String, String> remarks() {
        Map<String, String> texts = new LinkedHashMap<>();
        remarks.forEach((subject, byAspect) -> texts.put(subject, String.join("\n", byAspect.values())));
        return texts;
    }

    @Override
    public Path protocolDirectory() {
        return protocolDirectory;
    }

    @Override
    public synchronized void connectionLost(DriverException cause) {
        losses.add(cause);
        notifyAll();
    }

    /** Every connection that the driver called lost. */
    public synchronized List<DriverException> losses() {
        return List.copyOf(losses);
    }

    /**
     * Waits until the driver called its connection lost.
     *
     * @return why
     * @throws AssertionError after {@code bound}
     */
    public synchronized DriverException awaitLoss(Duration bound) throws InterruptedException {
        long end = System.nanoTime() + bound.toNanos();
        while (losses.isEmpty()) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                throw new AssertionError("the driver called no connection lost within " + bound.toMillis() + " ms");
            }
            wait(left / 1_000_000 + 1);
        }
        return losses.get(0);
    }
}
