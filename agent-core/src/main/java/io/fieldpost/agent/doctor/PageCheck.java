package io.fieldpost.agent.doctor;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Whether an agent runs here, and what it says about itself: {@code GET /health} on its status page. */
record PageCheck(Verdict verdict, int port) implements Check {
    private static final int MILLIS = 1500;
    private static final int LONGEST = 500;

    @Override
    public String subject() {
        return verdict.subject();
    }

    @Override
    public Finding examine() {
        String address = "127.0.0.1:" + port;
        try {
            HttpURLConnection connection = (HttpURLConnection)
                    URI.create("http://" + address + "/health").toURL().openConnection(Proxy.NO_PROXY);
            connection.setConnectTimeout(MILLIS);
            connection.setReadTimeout(MILLIS);
            connection.setInstanceFollowRedirects(false);
            return judge(connection, address);
        } catch (java.net.ConnectException e) {
            return verdict.skipped("page.nobody", address);
        } catch (IOException e) {
            return verdict.warn("page.stranger", address, String.valueOf(e.getMessage()));
        }
    }

    private Finding judge(HttpURLConnection connection, String address) throws IOException {
        int status = connection.getResponseCode();
        if (status < 0) {
            return verdict.warn("page.stranger", address, verdict.words().say("page.no.http"));
        }
        try (InputStream body = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            String text = body == null ? "" : firstLine(body);
            if (status == 200 && text.equals("ok")) {
                return verdict.ok("page.ok", address);
            }
            return status == 503
                    ? verdict.warn("page.complains", address, text)
                    : verdict.warn("page.stranger", address, "HTTP " + status);
        } finally {
            connection.disconnect();
        }
    }

    private static String firstLine(InputStream body) throws IOException {
        String text = new String(body.readNBytes(LONGEST), StandardCharsets.UTF_8);
        return text.lines().findFirst().orElse("");
    }
}
