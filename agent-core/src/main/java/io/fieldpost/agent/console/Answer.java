package io.fieldpost.agent.console;

import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;

/** What goes back to the browser, before the header fields that all answers share. */
record Answer(HttpResponseStatus status, String type, byte[] body) {
    static Answer plain(HttpResponseStatus status, String text) {
        return new Answer(status, "text/plain; charset=utf-8", (text + "\n").getBytes(StandardCharsets.UTF_8));
    }

    static Answer html(String page) {
        return new Answer(HttpResponseStatus.OK, "text/html; charset=utf-8", page.getBytes(StandardCharsets.UTF_8));
    }
}
