package io.fieldpost.agent.plugin.process;

import io.fieldpost.agent.plugin.process.ToAgent.Question;
import io.fieldpost.agent.record.ByteSource;
import io.fieldpost.agent.record.DamagedBatchException;
import io.fieldpost.config.Secret;
import io.fieldpost.config.SecretException;
import io.fieldpost.driver.DriverContext;
import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.Remark;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** What a driver in a child is given: what it says goes to the agent, and what it asks is answered there. Any thread. */
final class ChildContext implements DriverContext {
    private final FrameWriter writer;
    private final AtomicLong numbers = new AtomicLong();
    private final Map<Long, CompletableFuture<ByteSource>> questions = new ConcurrentHashMap<>();
    private final Map<Long, Runnable> waiting = new ConcurrentHashMap<>();
    /** Runs what waited until it was kept, which may ask something itself. */
    private final ExecutorService after = Executors.newSingleThreadExecutor(task -> {
        Thread made = new Thread(task, "when-kept");
        made.setDaemon(true);
        return made;
    });

    private volatile @Nullable Surroundings surroundings;
    private volatile boolean ended;

    ChildContext(FrameWriter writer) {
        this.writer = writer;
    }

    /** Learns where it is, before the driver is made. */
    void enter(Surroundings told) {
        surroundings = told;
    }

    private Surroundings here() {
        Surroundings told = surroundings;
        if (told == null) {
            throw new IllegalStateException("nothing is known yet of where this driver is");
        }
        return told;
    }

    @Override
    public String source() {
        return here().source();
    }

    @Override
    public String gateway() {
        return here().gateway();
    }

    @Override
    public InstantSource clock() {
        return here().machineClock() ? InstantSource.system() : this::agentTime;
    }

    private Instant agentTime() {
        return ask(Question.TIME, "", Fields::instant);
    }

    @Override
    public boolean clockSynchronised() {
        return ask(Question.SYNCHRONISED, "", Fields::flag);
    }

    @Override
    public Path directory() {
        return Path.of(here().directory());
    }

    @Override
    public Path protocolDirectory() {
        return Path.of(here().protocolDirectory());
    }

    @Override
    public void remark(Remark remark) {
        writer.put(ToAgent.REMARK, sink -> {
            sink.text(remark.subject());
            sink.text(remark.aspect());
            sink.text(remark.text());
        });
    }

    @Override
    public void whenKept(Runnable then) {
        long number = numbers.incrementAndGet();
        waiting.put(number, then);
        writer.put(ToAgent.WHEN_KEPT, sink -> sink.varint(number));
    }

    @Override
    public void connectionLost(DriverException cause) {
        writer.put(ToAgent.LOST, sink -> Thrown.write(sink, cause));
    }

    /** Asks the agent for a secret of the settings. */
    byte[] secret(Secret secret) throws SecretException {
        ByteSource answer = ask(Question.SECRET, secret.toString());
        try {
            if (Fields.flag(answer)) {
                return answer.bytes();
            }
            throw new SecretException(answer.string());
        } catch (DamagedBatchException e) {
            throw new SecretException(secret + " can't be read: " + e.getMessage());
        }
    }

    @FunctionalInterface
    private interface Reading<T> {
        T from(ByteSource answer) throws DamagedBatchException;
    }

    private <T> T ask(Question question, String text, Reading<T> reading) {
        ByteSource answer = ask(question, text);
        try {
            if (Fields.flag(answer)) {
                return reading.from(answer);
            }
            throw new IllegalStateException(answer.string());
        } catch (DamagedBatchException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits for the answer, interrupted or not: the agent gives it at once, or is gone. */
    private ByteSource ask(Question question, String text) {
        long number = numbers.incrementAndGet();
        CompletableFuture<ByteSource> answer = new CompletableFuture<>();
        questions.put(number, answer);
        writer.put(ToAgent.ASK, sink -> {
            sink.varint(number);
            sink.u8(question.ordinal());
            sink.text(text);
        });
        if (ended) {
            end();
        }
        return answer.join();
    }

    /** Takes the answer to a question. */
    void answered(long number, ByteSource answer) {
        CompletableFuture<ByteSource> question = questions.remove(number);
        if (question != null) {
            question.complete(answer);
        }
    }

    /** What waited for this has been kept. */
    void kept(long number) {
        Runnable then = waiting.remove(number);
        if (then != null) {
            after.execute(then);
        }
    }

    /** Nobody answers any more. */
    void end() {
        ended = true;
        after.shutdown();
        questions
                .values()
                .forEach(question -> question.completeExceptionally(new IllegalStateException("the agent is gone")));
    }
}
