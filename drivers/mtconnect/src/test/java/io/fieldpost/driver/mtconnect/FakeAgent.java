package io.fieldpost.driver.mtconnect;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

/**
 * An agent with a buffer that runs over: {@code from}, {@code count}, {@code instanceId} and errors as the standard has them (Part 1), and lies where a test wants them.
 */
final class FakeAgent implements AutoCloseable {
    static final String THREADS = "fake-agent";
    private static final String NAMESPACE = "urn:mtconnect.org:MTConnectStreams:1.7";

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
    private final CountDownLatch askedInVain = new CountDownLatch(1);
    private final int bufferSize;
    private volatile boolean silent;

    private final Map<String, Told> latest = new LinkedHashMap<>();
    private final ArrayDeque<Told> buffer = new ArrayDeque<>();
    private final List<String> requests = new ArrayList<>();
    private long instance = 1;
    private long next = 1;
    private UnaryOperator<String> lie = document -> document;
    private boolean silentlySkips;
    private boolean refusesAllSamples;
    private int errorStatus = 200;

    private record Told(long sequence, String container, String key, String xml) {}

    FakeAgent(int bufferSize) throws IOException {
        this.bufferSize = bufferSize;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.setExecutor(workers);
        server.createContext("/silent", exchange -> {
            try {
                closed.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        });
        server.createContext("/", exchange -> {
            awaitTheEndWhereSilent();
            String answer = answer(exchange.getRequestURI());
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "text/xml");
            exchange.sendResponseHeaders(answer.contains("MTConnectError") ? errorStatus : 200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    private void awaitTheEndWhereSilent() {
        try {
            if (silent) {
                askedInVain.countDown();
                closed.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Answers nothing any more, and opens the latch when it is asked. */
    CountDownLatch fallsSilent() {
        silent = true;
        return askedInVain;
    }

    InetSocketAddress address() {
        return server.getAddress();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    synchronized List<String> requests() {
        return List.copyOf(requests);
    }

    synchronized void lies(UnaryOperator<String> change) {
        lie = change;
    }

    /** Leaves out what its buffer no longer has, or does not have yet, instead of saying so. */
    synchronized void skipsSilently() {
        silentlySkips = true;
    }

    synchronized void refusesAllSamples() {
        refusesAllSamples = true;
    }

    /** As newer agents do. */
    synchronized void answersErrorsWith(int status) {
        errorStatus = status;
    }

    synchronized void sample(String id, String value) {
        tell(
                "Samples",
                id,
                "<Position dataItemId=\"" + id + "\" name=\"n_" + id + "\" subType=\"ACTUAL\" %s>" + value
                        + "</Position>");
    }

    synchronized void event(String id, String value) {
        tell("Events", id, "<Execution dataItemId=\"" + id + "\" %s>" + value + "</Execution>");
    }

    synchronized void xml(String container, String id, String xml) {
        tell(container, id, xml);
    }

    private void tell(String container, String key, String xml) {
        String time = "2026-11-27T10:00:00." + String.format("%06d", next) + "Z";
        String stamped = xml.replace("%s", "sequence=\"" + next + "\" timestamp=\"" + time + "\"");
        Told told = new Told(next++, container, key, stamped);
        latest.put(key, told);
        buffer.add(told);
        if (buffer.size() > bufferSize) {
            buffer.remove();
        }
    }

    /** Forgets everything, as a new process. */
    synchronized void restart() {
        instance++;
        forget();
    }

    /** The same without saying so. */
    synchronized void forget() {
        next = 1;
        buffer.clear();
        latest.clear();
    }

    private long first() {
        return buffer.isEmpty() ? next : buffer.element().sequence;
    }

    private synchronized String answer(URI uri) {
        requests.add(uri.toString());
        String path = uri.getPath();
        if (path.startsWith("/gone/")) {
            return error("NO_DEVICE", "Could not find the device 'gone'");
        }
        if (path.endsWith("/current")) {
            return lie.apply(streams(new ArrayList<>(latest.values()), next));
        }
        Map<String, Long> query = new LinkedHashMap<>();
        for (String each : uri.getQuery().split("&")) {
            query.put(each.substring(0, each.indexOf('=')), Long.parseLong(each.substring(each.indexOf('=') + 1)));
        }
        return lie.apply(sample(query.get("from"), query.get("count")));
    }

    private String sample(long from, long count) {
        if (count >= bufferSize && bufferSize > 1) {
            return error("OUT_OF_RANGE", "'count' must be less than " + bufferSize);
        }
        if (refusesAllSamples || !silentlySkips && (from > next || from < first())) {
            return error("OUT_OF_RANGE", "'from' must be greater than " + first());
        }
        List<Told> told = buffer.stream()
                .filter(each -> each.sequence >= from)
                .limit(count)
                .toList();
        return streams(told, told.isEmpty() ? next : told.get(told.size() - 1).sequence + 1);
    }

    private String streams(List<Told> told, long goOn) {
        StringBuilder xml = new StringBuilder(
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<MTConnectStreams xmlns=\"" + NAMESPACE
                        + "\" xmlns:m=\"" + NAMESPACE
                        + "\"><Header creationTime=\"2026-11-27T10:00:00Z\" sender=\"fake\" instanceId=\""
                        + instance + "\" version=\"1.7.0.0\" bufferSize=\"" + bufferSize + "\" nextSequence=\"" + goOn
                        + "\" firstSequence=\"" + first() + "\" lastSequence=\"" + (next - 1)
                        + "\"/><Streams><DeviceStream name=\"VMC\" uuid=\"000\"><ComponentStream component=\"Linear\" name=\"X\" componentId=\"x\">");
        for (String container : List.of("Samples", "Events", "Condition")) {
            xml.append('<').append(container).append('>');
            told.stream().filter(each -> each.container.equals(container)).forEach(each -> xml.append(each.xml));
            xml.append("</").append(container).append('>');
        }
        return xml.append("</ComponentStream></DeviceStream></Streams></MTConnectStreams>")
                .toString();
    }

    private String error(String code, String text) {
        return "<MTConnectError xmlns=\"urn:mtconnect.org:MTConnectError:1.7\"><Header instanceId=\"" + instance
                + "\" bufferSize=\"" + bufferSize + "\"/><Errors><Error errorCode=\"" + code + "\">" + text
                + "</Error></Errors></MTConnectError>";
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        workers.shutdownNow();
    }
}
