package io.fieldpost.radio.receiver.eb200;

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.LineBasedFrameDecoder;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Controls an instrument by lines of text (SCPI-99 over a TCP socket). Commands have no answer; whether they were understood is found in
 * the instrument's error queue, {@code syst:err?}, which {@link #requireNoErrors} empties.
 *
 * <p>Called by one thread; an event loop that is given reads.
 */
final class ScpiClient {
    private static final long FINISH_PATIENCE_MILLIS = 1000;
    private static final Duration OPTIONAL_PATIENCE = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    /** Identifications and errors are some dozens of characters long. */
    private static final int LONGEST_LINE = 8192;
    /** SCPI-99 asks for a queue of at least two; instruments have some dozens. */
    private static final int MOST_ERRORS = 100;

    private final String device;
    private final Channel channel;
    private final ScpiAnswers answers;

    private ScpiClient(String device, Channel channel, ScpiAnswers answers) {
        this.device = device;
        this.channel = channel;
        this.answers = answers;
    }

    /**
     * @param device for messages
     * @throws DriverException {@code UNREACHABLE} when nobody listens there
     */
    static ScpiClient connect(EventLoopGroup eventLoop, String host, int port, String device) throws DriverException {
        ScpiAnswers answers = new ScpiAnswers(device);
        ChannelFuture connecting = new Bootstrap()
                .group(eventLoop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) PATIENCE.toMillis())
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel initialised) {
                        initialised.pipeline().addLast(new LineBasedFrameDecoder(LONGEST_LINE), answers);
                    }
                })
                .connect(host, port);
        Channel connected = Connecting.await(
                connecting, "control", "check the address, and that the receiver allows remote control", device);
        return new ScpiClient(device, connected, answers);
    }

    /** Our address as the instrument sees it. */
    InetSocketAddress localAddress() {
        return (InetSocketAddress) channel.localAddress();
    }

    InetSocketAddress remoteAddress() {
        return (InetSocketAddress) channel.remoteAddress();
    }

    /** Completes when the connection has ended. */
    ChannelFuture closeFuture() {
        return channel.closeFuture();
    }

    /** Gives a command, without waiting for it to be carried out. */
    void command(String line) {
        ByteBuf out = Unpooled.copiedBuffer(line + "\n", StandardCharsets.ISO_8859_1);
        channel.writeAndFlush(out);
    }

    /** Asks without waiting; fails with a {@link DriverException} when the connection ends. */
    CompletableFuture<String> ask(String question) {
        CompletableFuture<String> answer = answers.expect();
        command(question);
        return answer;
    }

    /**
     * Asks and waits.
     *
     * @throws DriverException {@code TIMEOUT} after 3 s, or why the connection ended
     */
    String query(String question) throws DriverException {
        return query(question, PATIENCE);
    }

    /**
     * Asks what not every instrument knows. One that does not know answers with nothing but an entry in its error queue, which this empties.
     *
     * @return empty without an answer within half a second
     */
    String queryIfKnown(String question) throws DriverException {
        String answer = "";
        try {
            answer = query(question, OPTIONAL_PATIENCE);
        } catch (DriverException e) {
            if (e.reason() != Reason.TIMEOUT) {
                throw e;
            }
        }
        clearErrors();
        return answer;
    }

    private String query(String question, Duration patience) throws DriverException {
        CompletableFuture<String> answer = ask(question);
        try {
            return answer.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof DriverException cause) {
                throw cause;
            }
            throw new DriverException(Reason.PROTOCOL, "answer to '" + question + "' could not be read: " + device, e);
        } catch (TimeoutException e) {
            answers.forget(answer);
            throw new DriverException(
                    Reason.TIMEOUT,
                    "no answer to '" + question + "' within " + patience.toMillis()
                            + " ms; check that the port is the receiver's SCPI port: " + device,
                    e);
        } catch (InterruptedException e) {
            throw Connecting.interrupted("waiting for an answer to '" + question + "'", device, e);
        }
    }

    /** Forgets errors that earlier users left behind. */
    void clearErrors() throws DriverException {
        errors();
    }

    /**
     * Sees to it that all commands so far were understood.
     *
     * @param doing what they were for
     * @throws DriverException {@code REFUSED} with what the instrument says
     */
    void requireNoErrors(String doing) throws DriverException {
        List<String> errors = errors();
        if (!errors.isEmpty()) {
            throw new DriverException(
                    Reason.REFUSED,
                    doing + " was refused, the receiver says " + String.join("; ", errors)
                            + "; check the setting against its data sheet: " + device);
        }
    }

    private List<String> errors() throws DriverException {
        List<String> found = new ArrayList<>();
        for (int i = 0; i < MOST_ERRORS; i++) {
            String answer = query("syst:err?").strip();
            if (answer.matches("[+-]?0(,.*)?")) {
                return found;
            }
            if (!answer.matches("[+-]?[0-9]+(,.*)?")) {
                throw new DriverException(
                        Reason.PROTOCOL,
                        "answer to 'syst:err?' is not a number and a text, but '" + ScpiAnswers.excerpt(answer) + "': "
                                + device);
            }
            found.add(ScpiAnswers.excerpt(answer));
        }
        return found;
    }

    /** Closes once everything is written; waits a little. */
    void finish() {
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER)
                .addListener(ChannelFutureListener.CLOSE)
                .awaitUninterruptibly(FINISH_PATIENCE_MILLIS);
    }
}
