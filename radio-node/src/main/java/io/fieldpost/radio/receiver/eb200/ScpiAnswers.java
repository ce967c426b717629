package io.fieldpost.radio.receiver.eb200;

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Gives each line to the question that it answers: answers come in the order of the questions. A line that nobody asked for is dropped. */
final class ScpiAnswers extends SimpleChannelInboundHandler<ByteBuf> {
    private static final int EXCERPT = 120;

    private final String device;
    private final ArrayDeque<CompletableFuture<String>> open = new ArrayDeque<>();
    private @Nullable DriverException ended;

    ScpiAnswers(String device) {
        this.device = device;
    }

    /** Takes a place in the queue; to be called before the question is sent. Any thread. */
    CompletableFuture<String> expect() {
        CompletableFuture<String> answer = new CompletableFuture<>();
        synchronized (open) {
            if (ended != null) {
                answer.completeExceptionally(ended);
            } else {
                open.add(answer);
            }
        }
        return answer;
    }

    /** Gives up on an answer, so that the next line belongs to the next question. */
    void forget(CompletableFuture<String> answer) {
        synchronized (open) {
            open.remove(answer);
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf line) {
        CompletableFuture<String> answer;
        synchronized (open) {
            answer = open.poll();
        }
        if (answer != null) {
            answer.complete(line.toString(StandardCharsets.ISO_8859_1));
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        end(new DriverException(Reason.UNREACHABLE, "control connection closed by the receiver: " + device));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        end(new DriverException(
                Reason.PROTOCOL, "control connection failed, " + cause.getMessage() + ": " + device, cause));
        context.close();
    }

    private void end(DriverException cause) {
        ArrayDeque<CompletableFuture<String>> left;
        synchronized (open) {
            ended = ended == null ? cause : ended;
            left = new ArrayDeque<>(open);
            open.clear();
        }
        left.forEach(answer -> answer.completeExceptionally(cause));
    }

    /** The beginning of a text that came from outside, fit for a message. */
    static String excerpt(String text) {
        String printable = text.replaceAll("[^ -~]", ".");
        return printable.length() <= EXCERPT ? printable : printable.substring(0, EXCERPT) + "…";
    }
}
