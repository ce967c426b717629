package io.fieldpost.agent.plant;

import io.fieldpost.config.gateway.GatewayConfig;
import io.fieldpost.config.gateway.PointSettings;
import io.fieldpost.config.gateway.Server;
import io.fieldpost.config.gateway.Source;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.ValueType;
import io.fieldpost.driver.plant.PointHistory;
import io.fieldpost.driver.plant.PointServerContext;
import io.fieldpost.driver.plant.ServedPoint;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

/** What a server sees of the agent: its configuration and its store. */
public record AgentView(
        String gateway,
        String version,
        List<String> sources,
        List<ServedPoint> points,
        InstantSource clock,
        Path directory,
        PointHistory history)
        implements PointServerContext {

    /** The view of one server, whose files lie below {@code servers/} of the store's directory. */
    public static AgentView of(GatewayConfig config, Server server, String version, PointHistory history) {
        return new AgentView(
                config.gateway().id(),
                version,
                config.sources().stream().map(Source::name).toList(),
                config.sources().stream().flatMap(AgentView::served).toList(),
                InstantSource.system(),
                config.store().path().resolve("servers").resolve(server.protocol()),
                history);
    }

    private static Stream<ServedPoint> served(Source source) {
        return Stream.concat(
                source.points().stream().map(point -> served(source, point)),
                source.derived().stream()
                        .flatMap(point -> point.outputs().stream()
                                .map(name -> new ServedPoint(
                                        new Point(source.name(), name, "", ValueType.ANY, point.unit()), null))));
    }

    private static ServedPoint served(Source source, PointSettings point) {
        List<Double> range = point.range();
        return new ServedPoint(
                new Point(source.name(), point.name(), point.address(), ValueType.ANY, point.unit()),
                range.isEmpty() ? null : new ServedPoint.Range(range.get(0), range.get(1)));
    }
}
