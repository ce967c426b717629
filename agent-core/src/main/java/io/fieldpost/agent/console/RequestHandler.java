package io.fieldpost.agent.console;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/**
 * Judges one connection's requests and answers them. A whole request must arrive, and its answer leave, within the patience after
 * the one before; so neither an idle browser nor one that sends a byte a minute holds a connection.
 */
final class RequestHandler extends SimpleChannelInboundHandler<FullHttpRequest> {
    /**
     * The only names under which this page is asked for in good faith. A foreign name that resolves to this machine is DNS rebinding:
     * a web site elsewhere trying to read it through the technician's browser.
     */
    private static final Pattern LOOPBACK =
            Pattern.compile("(localhost|127(\\.\\d{1,3}){3}|\\[::1])(:\\d{1,5})?", Pattern.CASE_INSENSITIVE);

    private final Pages pages;
    private final Duration patience;
    private final FailureLog failures;
    private @Nullable Future<?> deadline;

    RequestHandler(Pages pages, Duration patience, FailureLog failures) {
        this.pages = pages;
        this.patience = patience;
        this.failures = failures;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        startDeadline(context);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        stopDeadline();
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
        Answer answer = answer(request);
        boolean keep = HttpUtil.isKeepAlive(request) && answer.status().code() < 400;
        FullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, answer.status(), Unpooled.wrappedBuffer(answer.body()));
        describe(response.headers(), answer);
        HttpUtil.setKeepAlive(response, keep);
        ChannelFuture written = context.writeAndFlush(response);
        if (keep) {
            written.addListener(done -> startDeadline(context));
        } else {
            written.addListener(ChannelFutureListener.CLOSE);
        }
    }

    private Answer answer(FullHttpRequest request) {
        if (request.decoderResult().isFailure()) {
            return Answer.plain(HttpResponseStatus.BAD_REQUEST, "this is not a request that can be read");
        }
        if (!request.method().equals(HttpMethod.GET) && !request.method().equals(HttpMethod.HEAD)) {
            return Answer.plain(HttpResponseStatus.METHOD_NOT_ALLOWED, "this page can only be read: GET or HEAD");
        }
        List<String> hosts = request.headers().getAll(HttpHeaderNames.HOST);
        if (hosts.size() != 1) {
            return Answer.plain(HttpResponseStatus.BAD_REQUEST, "a request names its host once");
        }
        if (!LOOPBACK.matcher(hosts.get(0)).matches()) {
            return Answer.plain(
                    HttpResponseStatus.MISDIRECTED_REQUEST, "this page answers to localhost and 127.0.0.1 only");
        }
        return page(request);
    }

    private Answer page(FullHttpRequest request) {
        try {
            Answer answer = pages.answer(request.uri(), request.headers().get(HttpHeaderNames.ACCEPT_LANGUAGE));
            failures.succeeded();
            return answer;
        } catch (IllegalArgumentException malformed) {
            return Answer.plain(HttpResponseStatus.BAD_REQUEST, "this is not an address that can be read");
        } catch (RuntimeException e) {
            failures.failed(e);
            return Answer.plain(
                    HttpResponseStatus.INTERNAL_SERVER_ERROR, "the page could not be made; the log says why");
        }
    }

    private static void describe(HttpHeaders headers, Answer answer) {
        headers.set(HttpHeaderNames.CONTENT_TYPE, answer.type());
        headers.set(HttpHeaderNames.CONTENT_LENGTH, answer.body().length);
        headers.set(HttpHeaderNames.CACHE_CONTROL, "no-store");
        headers.set(
                HttpHeaderNames.CONTENT_SECURITY_POLICY,
                "default-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        headers.set(HttpHeaderNames.VARY, "Accept-Language");
        if (answer.status().equals(HttpResponseStatus.METHOD_NOT_ALLOWED)) {
            headers.set(HttpHeaderNames.ALLOW, "GET, HEAD");
        }
    }

    private void startDeadline(ChannelHandlerContext context) {
        stopDeadline();
        if (context.channel().isActive()) {
            deadline = context.executor().schedule(() -> context.close(), patience.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void stopDeadline() {
        if (deadline != null) {
            deadline.cancel(false);
            deadline = null;
        }
    }

    /** A browser that goes away, or sends what is no HTTP, ends its own connection and nothing else. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        Logger.debug("status page: connection ended: {}", cause.toString());
        context.close();
    }
}
