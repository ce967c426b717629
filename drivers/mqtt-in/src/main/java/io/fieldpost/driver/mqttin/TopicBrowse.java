package io.fieldpost.driver.mqttin;

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import io.fieldpost.driver.FoundPoint;
import io.fieldpost.driver.FoundPoint.Access;
import io.fieldpost.driver.ValueType;
import io.fieldpost.driver.json.AddressException;
import io.fieldpost.driver.json.DocumentLeaves;
import io.fieldpost.driver.json.NoJsonException;
import io.fieldpost.driver.json.Scalar;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a broker sends within a few seconds: retained messages come at once, others when their devices send next. Logs in by a name of its own
 * and leaves nothing behind.
 */
final class TopicBrowse {
    private static final Duration LISTENING = Duration.ofSeconds(5);
    private static final int MOST_TOPICS = 2_000;
    private static final int MOST_LEAVES = 200;
    private static final int LONGEST_SHOWN = 60;

    private final MqttInSettings settings;
    private final BrokerSession session;
    private final String clientId;
    private final Map<String, Arrival> newest = new ConcurrentSkipListMap<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final AtomicReference<@Nullable DriverException> failure = new AtomicReference<>();

    TopicBrowse(MqttInSettings settings, BrokerSession session, String clientId) {
        this.settings = settings;
        this.session = session;
        this.clientId = clientId + "-browse";
    }

    /**
     * Listens, and lists topics in their order, values of JSON payloads below each.
     *
     * @param from a topic or filter; empty for all that this user may see
     */
    Stream<FoundPoint> listen(String from, int levels) throws DriverException {
        String filter = from.isEmpty() ? "#" : filter(from);
        session.logIn(clientId, true, this::take, lost -> {
            failure.set(lost);
            ended.countDown();
        });
        if (!session.subscribe(List.of(filter)).isEmpty()) {
            throw new DriverException(
                    Reason.REFUSED,
                    settings.url() + " does not let this user subscribe to '" + filter
                            + "'; browse from a topic that it may see");
        }
        await();
        return newest.values().stream().flatMap(each -> found(each, levels).stream());
    }

    private static String filter(String from) throws DriverException {
        try {
            return TopicFilter.parse(from).text();
        } catch (AddressException e) {
            throw new DriverException(Reason.CONFIGURATION, e.complaint(), e);
        }
    }

    private void take(Arrival arrival) {
        if (newest.size() < MOST_TOPICS || newest.containsKey(arrival.topic())) {
            newest.put(arrival.topic(), arrival);
        }
        if (arrival.id() != 0) {
            session.acknowledge(arrival.id());
        }
    }

    private void await() throws DriverException {
        try {
            if (ended.await(LISTENING.toMillis(), TimeUnit.MILLISECONDS)) {
                DriverException lost = failure.get();
                if (lost != null) {
                    throw lost;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DriverException(Reason.TIMEOUT, "listening was interrupted: " + settings.url(), e);
        }
    }

    private static List<FoundPoint> found(Arrival arrival, int levels) {
        String topic = arrival.topic();
        try {
            List<DocumentLeaves.Leaf> leaves = DocumentLeaves.of(arrival.payload(), MOST_LEAVES);
            boolean isOne =
                    leaves.size() == 1 && leaves.get(0).pointer().tokens().isEmpty();
            if (!isOne) {
                List<FoundPoint> points = new ArrayList<>();
                points.add(new FoundPoint(topic, topic, ValueType.ANY, "1", 0, Access.FOLDER, ""));
                if (levels > 1) {
                    leaves.forEach(leaf -> points.add(point(topic, leaf)));
                }
                return points;
            }
        } catch (NoJsonException e) {
            // A payload that is the value itself, as below.
            return List.of(plain(topic, arrival));
        }
        return List.of(plain(topic, arrival));
    }

    private static FoundPoint plain(String topic, Arrival arrival) {
        String text = new String(arrival.payload(), StandardCharsets.UTF_8);
        return new FoundPoint(topic, topic, ValueType.ANY, "1", 0, Access.READ, shown(text));
    }

    private static FoundPoint point(String topic, DocumentLeaves.Leaf leaf) {
        String pointer = leaf.pointer().toString();
        return new FoundPoint(
                topic + encoded(pointer),
                pointer.substring(1),
                type(leaf.scalar()),
                "1",
                1,
                Access.READ,
                shown(leaf.scalar().text()));
    }

    /** A percent sign in a name would be read as the beginning of a code. */
    private static String encoded(String pointer) {
        return pointer.replace("%", "%25");
    }

    private static ValueType type(Scalar scalar) {
        return switch (scalar.kind()) {
            case NUMBER -> ValueType.REAL;
            case TEXT -> ValueType.TEXT;
            case BOOL -> ValueType.BOOL;
        };
    }

    private static String shown(String text) {
        String clean = text.strip().replaceAll("\\p{Cntrl}+", " ");
        return clean.length() <= LONGEST_SHOWN ? clean : clean.substring(0, LONGEST_SHOWN) + "…";
    }
}
