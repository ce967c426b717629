package io.fieldpost.agent.control;

import io.fieldpost.driver.Value;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Asks a running agent, from another process. Blocks, a bounded time. */
public final class ControlCall {
    private static final int LONGEST_ANSWER = 16 << 20;
    private static final Duration SLACK = Duration.ofSeconds(5);

    private final Path store;
    private final Duration patience;

    /**
     * A call that is not made yet.
     *
     * @param store the directory of the agent's store
     * @param deadline how long the source's driver may take
     */
    public ControlCall(Path store, Duration deadline) {
        this.store = store;
        this.patience = ControlConnection.PATIENCE.plus(deadline).plus(SLACK);
    }

    /** Writes what a person typed; {@code asText} when it is meant as a text whatever it looks like. */
    public ControlAnswer write(String source, String point, String word, boolean asText) throws ControlException {
        return ask(request(Operation.WRITE, source, point, List.of(word), asText));
    }

    /** Calls a method with what a person typed. */
    public ControlAnswer call(String source, String method, List<String> words, boolean asText)
            throws ControlException {
        return ask(request(Operation.CALL, source, method, words, asText));
    }

    /** Asks a driver to do something of its own; the one output is its answer. */
    public ControlAnswer operate(String source, String operation, Value.Record arguments) throws ControlException {
        return ask(new ControlRequest(Operation.OPERATE, source, operation, List.of(), List.of(arguments)));
    }

    /** Lets a plug-in in quarantine try again. */
    public ControlAnswer release(String plugin) throws ControlException {
        return ask(new ControlRequest(Operation.RELEASE, "", plugin, List.of(), List.of()));
    }

    private static ControlRequest request(
            Operation operation, String source, String target, List<String> words, boolean asText) {
        return asText
                ? new ControlRequest(
                        operation,
                        source,
                        target,
                        List.of(),
                        words.stream().<Value>map(Value.Text::new).toList())
                : new ControlRequest(operation, source, target, words, List.of());
    }

    private ControlAnswer ask(ControlRequest request) throws ControlException {
        Path path = ControlPath.of(store);
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            connect(channel, path);
            return ControlAnswer.read(exchange(channel, request.toLine()));
        } catch (IOException e) {
            throw new ControlException(
                    "the agent at " + path + " did not answer: " + e.getMessage()
                            + "; what was asked may have happened, look at the machine",
                    e);
        }
    }

    private void connect(SocketChannel channel, Path path) throws ControlException {
        try {
            channel.connect(ControlPath.address(path));
        } catch (IOException e) {
            if (String.valueOf(e.getMessage()).contains("Permission denied")) {
                throw new ControlException(
                        "only the user of the service and root may ask the agent of " + store + "; try it with sudo",
                        e);
            }
            String left = Files.exists(path) ? "; the one before was killed" : "";
            throw new ControlException(
                    "no agent runs with the store " + store + left + "; start it: systemctl start fieldpost", e);
        }
    }

    /** An agent that is overrun or stops may close before it has read everything; what it answered is there all the same. */
    private static void send(SocketChannel channel, String line) {
        ByteBuffer out = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
        try {
            while (out.hasRemaining()) {
                channel.write(out);
            }
        } catch (IOException cutOff) {
            // Reading tells what became of it.
        }
    }

    private byte[] exchange(SocketChannel channel, String request) throws IOException {
        send(channel, request + "\n");
        channel.configureBlocking(false);
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        ByteBuffer buffer = ByteBuffer.allocate(4096);
        long deadline = System.nanoTime() + patience.toNanos();
        try (Selector selector = Selector.open()) {
            channel.register(selector, SelectionKey.OP_READ);
            while (answer.size() <= LONGEST_ANSWER) {
                long left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
                if (left <= 0) {
                    throw new IOException("not within " + patience.toSeconds() + " s");
                }
                selector.select(left);
                selector.selectedKeys().clear();
                buffer.clear();
                int count = channel.read(buffer);
                if (count < 0) {
                    throw new IOException("it ended without an answer");
                }
                answer.write(buffer.array(), 0, count);
                if (count > 0 && buffer.get(count - 1) == '\n') {
                    return answer.toByteArray();
                }
            }
            throw new IOException("its answer is too long");
        }
    }
}
