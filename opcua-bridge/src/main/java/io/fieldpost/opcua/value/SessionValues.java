package io.fieldpost.opcua.value;

import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.Remark;
import io.fieldpost.driver.Value;
import io.fieldpost.opcua.table.KeyedTable;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.stack.core.AttributeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.jspecify.annotations.Nullable;

/**
 * The values of one session, and the server's data types as far as they are needed to read them.
 *
 * <p>Types are read in the background, with asynchronous calls alone, and only those that a watched value has. A value whose shape hangs
 * on a type that is not known yet (a structure; an Int32 that may be an enumeration, unless enumerations are told as numbers) waits
 * for it, a round trip or two at the start of a session; so a receiver never sees one point in two shapes. At most
 * {@value #MOST_WAITING} values wait, or one of each point; beyond that, when the session ends, and when the server doesn't answer, they are told as bad, with a remark, and none
 * is dropped in silence.
 */
public final class SessionValues {
    private static final int MOST_WAITING = 20_000;

    /** A connection that Milo repairs is back within seconds; a server that refuses goes on refusing. */
    private static final int MOST_ATTEMPTS = 5;

    private static final long RETRY_MILLIS = 1_000;

    private final EnumerationStyle style;
    private final Consumer<Measurement> sink;
    private final Consumer<Remark> remarks;
    private final DataTypes types = new DataTypes();
    private final Values values;
    private final TypeNodes nodes;
    private final TypeLoader loader;

    private final Object lock = new Object();
    // Guarded by the lock.
    private ArrayDeque<Waiting> queue = new ArrayDeque<>();
    private final KeyedTable<String, PointValues> points =
            new KeyedTable<>(values -> values.point().name());
    private List<PointValues> untyped = new ArrayList<>();
    private final Set<NodeId> wanted = new LinkedHashSet<>();
    private final Set<NodeId> asked = new HashSet<>();
    private Set<PointValues> waiting = new HashSet<>();
    private Set<NodeId> underWay = Set.of();
    private boolean loading;
    private int failures;

    /** A value that waits for a type. */
    private record Waiting(PointValues point, DataValue reading, Instant now, boolean historical) {}

    /**
     * Begins with an open session, and ends with it.
     *
     * @param sink where measurements go; called from the client's threads
     * @param remarks told when the values of a point can't be read
     */
    public SessionValues(
            OpcUaClient client, EnumerationStyle style, Consumer<Measurement> sink, Consumer<Remark> remarks) {
        this.style = style;
        this.sink = sink;
        this.remarks = remarks;
        values = new Values(client.getNamespaceTable(), types, style);
        nodes = new TypeNodes(client);
        loader = new TypeLoader(nodes, types);
    }

    /** What reads the values of a point, to be made before its item; takes the place of what was made for the same point before. */
    public PointValues point(Point point, NodeId node) {
        PointValues made = new PointValues(this, point, node);
        synchronized (lock) {
            points.put(made);
            untyped.add(made);
        }
        return made;
    }

    /** Begins to read the data types of the points that were made since the last call; returns at once. */
    public void readTypes() {
        synchronized (lock) {
            load();
        }
    }

    /**
     * A value outside a point, such as the field of an event. One whose type is not known yet is {@link Value.Absent} this once, and its
     * type is asked for.
     *
     * @throws IllegalArgumentException with the reason, when it can't be told
     */
    public Value value(@Nullable Object decoded) {
        try {
            return values.of(decoded);
        } catch (UnknownTypeException e) {
            synchronized (lock) {
                asksFor(e.encoding());
                load();
            }
            throw new IllegalArgumentException(e.reason(), e);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** Forgets the types, because the server's model has changed; they are read again. Returns at once. */
    public void modelChanged() {
        synchronized (lock) {
            types.clear();
            asked.clear();
            untyped = points.all();
            load();
        }
    }

    /**
     * The session ends, and nobody will read a type any more: values that wait for theirs are told as bad. They count as delivered, so
     * that nothing else would tell that they are missing.
     */
    public void close() {
        synchronized (lock) {
            for (Waiting next = queue.poll(); next != null; next = queue.poll()) {
                sink.accept(unreadable(next, "the connection ended before the server had told its type"));
            }
        }
    }

    Values values() {
        return values;
    }

    boolean namesEnumerations() {
        return style != EnumerationStyle.number;
    }

    void deliver(Measurement measurement) {
        sink.accept(measurement);
    }

    /** A time that can be put on a clock; nothing for OPC UA's "no time" and "no end" (Part 6, 5.2.2.5). */
    public static @Nullable Instant clockTime(DateTime time) {
        return Values.clockTime(time.utcTime());
    }

    /** Says something about the values of a point of this session, or takes it back with an empty text. */
    public void remark(String subject, String text) {
        remarks.accept(new Remark(subject, "value", text));
    }

    /** Asks for a type; false when the server has been asked and could not tell. */
    boolean asksFor(NodeId encoding) {
        synchronized (lock) {
            if (wanted.contains(encoding) || underWay.contains(encoding)) {
                return true;
            }
            return asked.add(encoding) && wanted.add(encoding);
        }
    }

    void await(PointValues point, Reading reading, Instant now, boolean historical) {
        synchronized (lock) {
            if (!point.waiting()) {
                Measurement readable = point.measurement(reading, now, historical);
                if (readable != null) {
                    sink.accept(readable);
                    return;
                }
            }
            int most = Math.max(MOST_WAITING, points.size());
            if (queue.size() >= most) {
                Waiting oldest = queue.removeFirst();
                sink.accept(unreadable(oldest, "more than " + most + " values wait for their types"));
            }
            point.waiting(true);
            waiting.add(point);
            queue.add(new Waiting(point, reading.dataValue(), now, historical));
            load();
        }
    }

    /** Begins a load unless one is on its way or there is nothing to load. Holds the lock. */
    private void load() {
        if (loading || untyped.isEmpty() && wanted.isEmpty()) {
            return;
        }
        loading = true;
        List<PointValues> asking = untyped;
        underWay = Set.copyOf(wanted);
        untyped = new ArrayList<>();
        wanted.clear();
        attempt(asking, List.copyOf(underWay));
    }

    private void attempt(List<PointValues> asking, List<NodeId> encodings) {
        typesOf(asking).thenCompose(done -> loader.encodings(encodings)).whenComplete((done, failure) -> {
            if (failure == null || ++failures % MOST_ATTEMPTS == 0) {
                loaded(asking, encodings, failure);
            } else {
                nodes.later(RETRY_MILLIS, () -> attempt(asking, encodings));
            }
        });
    }

    private CompletableFuture<Void> typesOf(List<PointValues> asking) {
        List<NodeId> variables = new ArrayList<>(asking.size());
        asking.forEach(point -> variables.add(point.node()));
        return nodes.read(variables, AttributeId.DataType).thenCompose(read -> {
            Set<NodeId> distinct = new LinkedHashSet<>();
            read.forEach(value -> {
                if (value.value().value() instanceof NodeId type) {
                    distinct.add(type);
                }
            });
            return loader.types(distinct).thenRun(() -> tell(asking, read));
        });
    }

    private void tell(List<PointValues> asking, List<DataValue> read) {
        for (int i = 0; i < asking.size(); i++) {
            Shape shape = read.get(i).value().value() instanceof NodeId type ? types.shape(type) : null;
            asking.get(i).type(shape == null ? new Shape.Builtin(0) : shape);
        }
    }

    /** Whatever waited is told, in its order; what waits for the next load keeps waiting. */
    private void loaded(List<PointValues> asking, List<NodeId> encodings, @Nullable Throwable failure) {
        synchronized (lock) {
            loading = false;
            underWay = Set.of();
            for (PointValues point : asking) {
                if (point.type() == null) {
                    point.type(new Shape.Builtin(0));
                }
            }
            for (NodeId encoding : encodings) {
                if (types.encoded(encoding) == null) {
                    String reason = failure == null ? "the server does not tell it" : "the server does not answer";
                    types.put(
                            encoding,
                            new Shape.Unreadable(
                                    "structure of an unknown type (" + encoding.toParseableString() + "): " + reason));
                }
            }
            release();
            load();
        }
    }

    /** Leaves nothing of the room that all points took at the beginning. */
    private void release() {
        ArrayDeque<Waiting> before = queue;
        queue = new ArrayDeque<>();
        Set<PointValues> blocked = new HashSet<>();
        for (Waiting next : before) {
            Measurement readable = blocked.contains(next.point()) ? null : readable(next);
            if (readable == null) {
                blocked.add(next.point());
                queue.add(next);
            } else {
                sink.accept(readable);
            }
        }
        // Only now, so that no newer value of a point overtakes one that waited.
        for (PointValues point : waiting) {
            point.waiting(blocked.contains(point));
        }
        waiting = blocked;
    }

    private static @Nullable Measurement readable(Waiting waiting) {
        return waiting.point().measurement(Reading.of(waiting.reading()), waiting.now(), waiting.historical());
    }

    private static Measurement unreadable(Waiting waiting, String reason) {
        return waiting.point().unreadable(reason, Reading.of(waiting.reading()), waiting.now(), waiting.historical());
    }
}
