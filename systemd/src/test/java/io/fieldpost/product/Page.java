package io.fieldpost.product;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The status page of a running product, as a browser asks for it. */
final class Page {
    private static final Pattern ADDRESS = Pattern.compile("http://127\\.0\\.0\\.1:\\d+/?");
    private static final Pattern BACKLOG = Pattern.compile("\"backlog\"\\s*:\\s*(\\d+)");
    private static final Duration PATIENCE = Duration.ofSeconds(180);

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI address;

    /** @param line that names the page's address */
    Page(String line) {
        Matcher matcher = ADDRESS.matcher(line);
        if (!matcher.find()) {
            throw new AssertionError("no address of a page in: " + line);
        }
        address = URI.create(matcher.group());
    }

    /** Asks for the page itself. */
    HttpResponse<String> get() throws IOException, InterruptedException {
        return get("/");
    }

    /** Waits, bounded, until so many records wait for the one destination. */
    void awaitBacklog(long records) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (backlog() < records) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("no " + records + " records wait within " + PATIENCE);
            }
        }
    }

    /** Waits, bounded, until the status tells a text. */
    void awaitStatus(String text) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        String told = get("/status.json").body();
        while (!told.contains(text)) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("not told within " + PATIENCE + ": " + text + "; but: " + told);
            }
            told = get("/status.json").body();
        }
    }

    private long backlog() throws IOException, InterruptedException {
        String status = get("/status.json").body();
        Matcher matcher = BACKLOG.matcher(status);
        if (!matcher.find()) {
            throw new AssertionError("no backlog in " + status);
        }
        return Long.parseLong(matcher.group(1));
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(address.resolve(path)).timeout(PATIENCE).build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
