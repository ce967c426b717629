package io.fieldpost.agent.control;

import io.fieldpost.agent.command.Commands;
import io.fieldpost.agent.command.Outcome;
import io.fieldpost.driver.Value;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import jdk.net.ExtendedSocketOptions;
import org.jspecify.annotations.Nullable;

/** One request and its answer. A step does what the channel allows without waiting; the socket's thread calls it. */
final class ControlConnection {
    private static final int LONGEST_REQUEST = 64 << 10;
    /** How long a request may take to arrive, and an answer to be fetched. */
    private static final long SEND_NANOS = Duration.ofSeconds(5).toNanos();

    /** How long a command may wait for its turn. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    private final SocketChannel channel;
    private final Commands commands;
    private final BiFunction<String, String, Outcome> release;
    private final Runnable wake;
    private final ByteBuffer buffer = ByteBuffer.allocate(4096);
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private String turnedAway = "";
    private long deadline;
    private @Nullable CompletableFuture<String> answer;
    private @Nullable ByteBuffer outgoing;

    ControlConnection(
            SocketChannel channel,
            Commands commands,
            BiFunction<String, String, Outcome> release,
            Runnable wake,
            long now) {
        this.channel = channel;
        this.commands = commands;
        this.release = release;
        this.wake = wake;
        this.deadline = now + SEND_NANOS;
    }

    /** Answers the request with a refusal once it has come: one that is cut off while it writes might not look for the answer. */
    void turnAway(String why) {
        turnedAway = why;
    }

    private void refuse(String why) {
        answer = CompletableFuture.completedFuture(ControlAnswer.error(why));
    }

    /** @return whether the connection is still needed */
    boolean step(SelectionKey key, long now) throws IOException {
        CompletableFuture<String> coming = answer;
        if (coming == null) {
            if (now - deadline >= 0) {
                return false;
            }
            receive();
            coming = answer;
            if (coming == null) {
                return true;
            }
            // Nothing more is read: whoever closes early is told so by the write, and the command goes on.
            key.interestOps(0);
        }
        if (!coming.isDone()) {
            return true;
        }
        return send(key, coming.join(), now);
    }

    private void receive() throws IOException {
        while (answer == null) {
            buffer.clear();
            int count = channel.read(buffer);
            if (count == 0) {
                return;
            }
            if (count < 0) {
                throw new IOException("closed before a whole line came");
            }
            take(count);
        }
    }

    private void take(int count) {
        for (int i = 0; i < count; i++) {
            byte next = buffer.get(i);
            if (next == '\n') {
                answer = begin(line.toByteArray());
                return;
            }
            line.write(next);
        }
        if (line.size() > LONGEST_REQUEST) {
            refuse("the request is longer than " + LONGEST_REQUEST + " bytes");
        }
    }

    private CompletableFuture<String> begin(byte[] received) {
        if (!turnedAway.isEmpty()) {
            return CompletableFuture.completedFuture(ControlAnswer.error(turnedAway));
        }
        try {
            return ask(ControlRequest.read(received)).whenComplete((told, failure) -> wake.run());
        } catch (IllegalArgumentException e) {
            return CompletableFuture.completedFuture(ControlAnswer.error("the request is wrong: " + e.getMessage()));
        }
    }

    private CompletableFuture<String> ask(ControlRequest request) {
        boolean typed = request.words().isEmpty();
        String source = request.source();
        String target = request.target();
        return switch (request.operation()) {
            case WRITE -> {
                Value value = typed
                        ? request.values().get(0)
                        : commands.meant(source, target, request.words().get(0));
                CompletableFuture<Outcome> outcome = commands.write(asker(), source, target, value, PATIENCE);
                yield outcome.thenApply(told -> ControlAnswer.of(told, List.of(value)));
            }
            case OPERATE -> {
                Value.Record arguments = (Value.Record) request.values().get(0);
                CompletableFuture<Outcome> outcome = commands.operate(asker(), source, target, arguments, PATIENCE);
                yield outcome.thenApply(told -> ControlAnswer.of(told, List.of()));
            }
            case RELEASE ->
                CompletableFuture.completedFuture(ControlAnswer.of(release.apply(asker(), target), List.of()));
            case CALL -> {
                List<Value> values = typed ? request.values() : commands.meant(source, target, request.words());
                CompletableFuture<Outcome> outcome = commands.call(asker(), source, target, values, PATIENCE);
                yield outcome.thenApply(told -> ControlAnswer.of(told, values));
            }
        };
    }

    /** Who is at the other end, as the kernel knows it. */
    private String asker() {
        try {
            return "user "
                    + channel.getOption(ExtendedSocketOptions.SO_PEERCRED)
                            .user()
                            .getName();
        } catch (IOException | UnsupportedOperationException e) {
            return "a user of this machine";
        }
    }

    private boolean send(SelectionKey key, String told, long now) throws IOException {
        ByteBuffer out = outgoing;
        if (out == null) {
            out = ByteBuffer.wrap((told + "\n").getBytes(StandardCharsets.UTF_8));
            outgoing = out;
            deadline = now + SEND_NANOS;
        }
        channel.write(out);
        key.interestOps(SelectionKey.OP_WRITE);
        return out.hasRemaining() && now - deadline < 0;
    }
}
