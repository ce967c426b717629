package io.fieldpost.agent.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RequestHandlerTest {
    private final EmbeddedChannel connection = new EmbeddedChannel(
            new RequestHandler(new Pages(SampleStatus::well), Duration.ofSeconds(30), new FailureLog()));

    RequestHandlerTest() {
        connection.freezeTime();
    }

    @Test
    void connectionWithoutAWholeRequestIsClosedAfterThePatience() {
        pass(29);
        assertThat(connection.isOpen()).isTrue();
        pass(2);
        assertThat(connection.isOpen()).isFalse();
    }

    @Test
    void eachAnswerBuysThePatienceAnew() {
        pass(20);
        ask();
        pass(20);
        assertThat(connection.isOpen()).isTrue();
        pass(11);
        assertThat(connection.isOpen()).isFalse();
    }

    private void ask() {
        FullHttpRequest request = new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/health");
        request.headers().set("Host", "localhost");
        connection.writeInbound(request);
        FullHttpResponse answer = connection.readOutbound();
        assertThat(answer.status().code()).isEqualTo(200);
        answer.release();
    }

    private void pass(int seconds) {
        connection.advanceTimeBy(seconds, TimeUnit.SECONDS);
        connection.runScheduledPendingTasks();
    }
}
