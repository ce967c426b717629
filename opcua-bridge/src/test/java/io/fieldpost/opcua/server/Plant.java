package io.fieldpost.opcua.server;

import io.fieldpost.config.Secret;
import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.Quality;
import io.fieldpost.driver.Value;
import io.fieldpost.driver.ValueType;
import io.fieldpost.driver.plant.PointHistory;
import io.fieldpost.driver.plant.PointServerContext;
import io.fieldpost.driver.plant.ServedPoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.jspecify.annotations.Nullable;

/** A server that is open on a free port, with two sources and a history in memory. */
final class Plant implements AutoCloseable, PointHistory {
    static final Instant NOW = Instant.parse("2026-11-26T08:00:00Z");
    static final Point TEMPERATURE = new Point("press", "barrel/temperature", "a", ValueType.ANY, "Cel");
    static final Point PRESSURE = new Point("press", "pressure", "b", ValueType.ANY, "bar");
    static final Point STATE = new Point("press", "state", "c", ValueType.ANY, "1");
    static final Point LEVEL = new Point("press", "level", "d", ValueType.ANY, "1");

    final Path directory;
    final OpcUaPointServer server;
    final List<Measurement> kept = new ArrayList<>();

    private Plant(Path directory, PlantSettings settings, Instant now, int mostPoints) {
        this.directory = directory;
        this.server = new OpcUaPointServer(settings, new Context(directory, now), mostPoints);
    }

    private final class Context implements PointServerContext {
        private final Path directory;
        private final Instant now;

        Context(Path directory, Instant now) {
            this.directory = directory;
            this.now = now;
        }

        @Override
        public String gateway() {
            return "dg-1";
        }

        @Override
        public String version() {
            return "test";
        }

        @Override
        public List<String> sources() {
            return List.of("press", "band");
        }

        @Override
        public List<ServedPoint> points() {
            return List.of(
                    new ServedPoint(TEMPERATURE, null),
                    new ServedPoint(PRESSURE, new ServedPoint.Range(0, 250)),
                    new ServedPoint(STATE, null),
                    new ServedPoint(LEVEL, new ServedPoint.Range(0, 100)));
        }

        @Override
        public InstantSource clock() {
            return () -> now;
        }

        @Override
        public Path directory() {
            return directory;
        }

        @Override
        public PointHistory history() {
            return Plant.this;
        }
    }

    static PlantSettings settings(Path directory) throws IOException {
        Path password = directory.resolve("password");
        Files.writeString(password, "right\n");
        PlantUser user = new PlantUser("scada", new Secret(Secret.Kind.FILE, password.toString()));
        return new PlantSettings("127.0.0.1", 0, List.of(), List.of(), List.of(user), false, 3);
    }

    static Plant open(Path directory) throws IOException, DriverException {
        return open(directory, settings(directory), NOW);
    }

    static Plant open(Path directory, PlantSettings settings, Instant now) throws DriverException {
        return open(directory, settings, now, 1000);
    }

    static Plant open(Path directory, PlantSettings settings, Instant now, int mostPoints) throws DriverException {
        Plant plant = new Plant(directory.resolve("server"), settings, now, mostPoints);
        try {
            plant.server.open();
            return plant;
        } catch (DriverException e) {
            plant.close();
            throw e;
        }
    }

    String url() {
        return "opc.tcp://127.0.0.1:" + server.port();
    }

    void show(Point point, Value value) {
        server.show(List.of(new Measurement(point, value, Quality.GOOD, NOW, NOW.plusSeconds(1))));
    }

    /** What a person does who has compared the fingerprint. */
    void approveWhatWaits() throws IOException {
        approve(directory);
    }

    static void approve(Path directory) throws IOException {
        try (Stream<Path> waiting = Files.list(directory.resolve("rejected/certs"))) {
            for (Path file : waiting.toList()) {
                Files.move(file, directory.resolve("trusted/certs").resolve(file.getFileName()));
            }
        }
    }

    static NodeId node(Scada scada, String id) throws Exception {
        return new NodeId(scada.index(), id);
    }

    @Override
    public synchronized Page read(Query query, @Nullable Bookmark from) {
        List<Measurement> wanted = new ArrayList<>(kept.stream()
                .filter(one -> one.point().source().equals(query.source())
                        && one.point().name().equals(query.point())
                        && !one.sourceTime().isBefore(query.from())
                        && !one.sourceTime().isAfter(query.to()))
                .toList());
        if (query.newestFirst()) {
            java.util.Collections.reverse(wanted);
        }
        int begin = from == null ? 0 : from.value();
        int end = Math.min(wanted.size(), begin + query.limit());
        return new Page(wanted.subList(begin, end), end == wanted.size() ? null : new Bookmark(1, end));
    }

    @Override
    public void close() {
        server.close();
    }
}
