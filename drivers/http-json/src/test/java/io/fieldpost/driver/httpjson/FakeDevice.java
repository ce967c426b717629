package io.fieldpost.driver.httpjson;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A web server with documents, statuses and a path that never answers. */
final class FakeDevice implements AutoCloseable {
    static final String THREADS = "fake-device";
    static final String SILENCE = "never answered";

    static {
        // It writes an answer in two parts, and the second would wait 40 ms for the first to be acknowledged.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ExecutorService workers = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, THREADS);
        thread.setDaemon(true);
        return thread;
    });
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    /** Open until a path is asked for that never answers. */
    final CountDownLatch askedInVain = new CountDownLatch(1);

    final List<String> requests = new CopyOnWriteArrayList<>();

    private record Answer(int status, String body) {}

    FakeDevice() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.setExecutor(workers);
        server.createContext("/", exchange -> {
            requests.add(exchange.getRequestURI().toString());
            Answer answer = answers.getOrDefault(exchange.getRequestURI().toString(), new Answer(404, "<html>none"));
            try {
                if (answer.body.equals(SILENCE)) {
                    askedInVain.countDown();
                    closed.await();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            byte[] body = answer.body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    InetSocketAddress address() {
        return server.getAddress();
    }

    URI url(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    void has(String target, String document) {
        answers.put(target, new Answer(200, document));
    }

    void refuses(String target, int status) {
        answers.put(target, new Answer(status, "<html>no"));
    }

    void ignores(String target) {
        answers.put(target, new Answer(200, SILENCE));
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        workers.shutdownNow();
    }
}
