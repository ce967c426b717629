package io.fieldpost.radio.simulation;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One SCPI client of {@link Eb200Server}; runs on its event loop. */
final class Eb200Session extends SimpleChannelInboundHandler<ByteBuf> {
    private static final Pattern SUBSCRIPTION =
            Pattern.compile("trac:(udp|tcp):(tag:on|flag:on|del) \"([0-9a-f.:]+)\", ([0-9]+)(?:, (.*))?");

    private final Eb200Server server;
    private final ArrayDeque<String> errors = new ArrayDeque<>();

    Eb200Session(Eb200Server server) {
        this.server = server;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf message) {
        String line = message.toString(StandardCharsets.ISO_8859_1).strip();
        server.received.add(line);
        String refused = server.behaviour.refused();
        if (!refused.isEmpty() && line.startsWith(refused)) {
            errors.add("-222,\"Data out of range;" + line + "\"");
            if (line.endsWith("?")) {
                return;
            }
        } else if (line.endsWith("?")) {
            answer(context, line.toLowerCase(Locale.ROOT));
        } else {
            command(line);
        }
    }

    private void answer(ChannelHandlerContext context, String question) {
        String answer = switch (question) {
            case "*idn?" -> "ROHDE&SCHWARZ,EM100,100.123/456,4.32";
            case "syst:err?" -> errors.isEmpty() ? "0,\"No error\"" : errors.remove();
            case "stat:ques:cond?" -> server.overloaded() ? "8" : "0";
            case "syst:ant:rx:name1?" -> "'HE600'";
            default -> null;
        };
        if (answer == null) {
            errors.add("-113,\"Undefined header;" + question + "\"");
        } else {
            context.writeAndFlush(Unpooled.copiedBuffer(answer + "\n", StandardCharsets.ISO_8859_1));
        }
    }

    private void command(String line) {
        Matcher subscription = SUBSCRIPTION.matcher(line);
        if (subscription.matches()) {
            subscribe(subscription);
        } else if (line.startsWith("trac:")) {
            errors.add("-109,\"Missing parameter;" + line + "\"");
        } else {
            int space = line.indexOf(' ');
            String wrong = server.instrument.set(
                    space < 0 ? line : line.substring(0, space), space < 0 ? "" : line.substring(space + 1));
            if (!wrong.isEmpty()) {
                errors.add(wrong);
            }
        }
    }

    private void subscribe(Matcher wish) {
        boolean tcp = wish.group(1).equals("tcp");
        InetSocketAddress address = new InetSocketAddress(wish.group(3), Integer.parseInt(wish.group(4)));
        String key = wish.group(1) + address;
        switch (wish.group(2)) {
            case "tag:on" ->
                server.subscriptions
                        .computeIfAbsent(key, unused -> new Eb200Subscription(address, tcp, server.behaviour))
                        .tags(wish.group(5));
            case "flag:on" -> server.subscriptions.get(key).flags(wish.group(5));
            default -> server.subscriptions.remove(key);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        // A client that went away without a word.
        context.close();
    }
}
