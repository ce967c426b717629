package io.fieldpost.agent.plugin.process;

import io.fieldpost.agent.record.ByteSink;
import io.fieldpost.agent.record.ByteSource;
import io.fieldpost.agent.record.DamagedBatchException;
import io.fieldpost.config.Secret;
import io.fieldpost.config.SecretException;
import io.fieldpost.driver.DriverContext;
import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import io.fieldpost.driver.Remark;
import java.util.Set;
import java.util.function.Consumer;

/** Does for a child what its driver asks of its {@link DriverContext}; called by the thread that reads what the child sends. */
final class ContextServices {
    private final DriverContext context;
    private final Set<Secret> secrets;
    private final FrameWriter writer;
    private final Child child;

    /**
     * For one child.
     *
     * @param secrets that it may ask for
     * @param writer of frames to it
     */
    ContextServices(DriverContext context, Set<Secret> secrets, FrameWriter writer, Child child) {
        this.context = context;
        this.secrets = secrets;
        this.writer = writer;
        this.child = child;
    }

    /** A remark. */
    void remark(ByteSource frame) throws DamagedBatchException {
        context.remark(new Remark(frame.string(), frame.string(), frame.string()));
    }

    /** Something waits until what came before it is kept. */
    void whenKept(long number) {
        context.whenKept(() -> say(ToChild.KEPT, sink -> sink.varint(number)));
    }

    /** The driver calls its connection lost. */
    void lost(Throwable why) {
        context.connectionLost(
                why instanceof DriverException told ? told : new DriverException(Reason.PROTOCOL, why.toString(), why));
    }

    /** A question; its answer goes to the child. */
    void asked(ByteSource frame) throws DamagedBatchException {
        long number = frame.varint();
        ToAgent.Question question = ToAgent.Question.of(frame);
        String text = frame.string();
        switch (question) {
            case TIME ->
                answer(number, sink -> Fields.instant(sink, context.clock().instant()));
            case SYNCHRONISED -> answer(number, sink -> Fields.flag(sink, context.clockSynchronised()));
            case SECRET -> secret(number, text);
        }
    }

    private void secret(long number, String text) {
        try {
            Secret secret = Secret.parse(text);
            if (!secrets.contains(secret)) {
                throw new SecretException(secret + " is not in the settings of source " + context.source());
            }
            byte[] value = secret.resolve().bytes();
            answer(number, sink -> sink.bytes(value));
        } catch (SecretException | IllegalArgumentException e) {
            String why = String.valueOf(e.getMessage());
            say(ToChild.ANSWER, sink -> {
                sink.varint(number);
                Fields.flag(sink, false);
                sink.text(why);
            });
        }
    }

    private void answer(long number, Consumer<ByteSink> body) {
        say(ToChild.ANSWER, sink -> {
            sink.varint(number);
            Fields.flag(sink, true);
            body.accept(sink);
        });
    }

    private void say(ToChild kind, Consumer<ByteSink> body) {
        if (!writer.offer(kind, body)) {
            // Its end is heard, and told, by the reader.
            child.kill();
        }
    }
}
