package io.fieldpost.product;

import io.fieldpost.opcua.simulation.InjectionMouldingLine;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A gateway's file, written piece by piece. */
final class GatewayText {
    private final StringBuilder sources = new StringBuilder();
    private final StringBuilder destinations = new StringBuilder();
    private final Path directory;
    private String console = "{ enabled: false }";

    /** @param directory where the file and the store are */
    GatewayText(Path directory) {
        this.directory = directory;
    }

    /** The directory of the gateway's store. */
    Path store() {
        return directory.resolve("store");
    }

    /** A source {@code clock} with one counter that is read every 50 ms. */
    GatewayText simulated() {
        sources.append("  - name: clock\n    protocol: simulated\n    every: 50ms\n");
        sources.append("    points: [ { name: ticks, address: counter(period=50ms) } ]\n");
        return this;
    }

    /** A source {@code line} with points of an OPC UA server. */
    GatewayText opcua(String endpoint, List<InjectionMouldingLine.LinePoint> points) {
        return opcua(endpoint, "None", points);
    }

    /** The same with a security policy. */
    GatewayText opcua(String endpoint, String security, List<InjectionMouldingLine.LinePoint> points) {
        sources.append("  - name: line\n    protocol: opcua\n");
        sources.append("    settings: { endpoint: \"")
                .append(endpoint)
                .append("\", security: ")
                .append(security)
                .append(security.equals("None") ? ", insecure: true," : ",");
        sources.append(" publishing_interval: 100ms, sampling_interval: 50ms, queue_size: 20 }\n    points:\n");
        for (InjectionMouldingLine.LinePoint point : points) {
            sources.append("      - { name: ").append(point.name());
            sources.append(", address: \"").append(point.address()).append("\" }\n");
        }
        return this;
    }

    /** The destination {@code centre}. */
    GatewayText destination(URI url) {
        destinations.append("  - { name: centre, url: \"").append(url).append("\" }\n");
        return this;
    }

    /** The destination {@code centre} with a user and a password of the file {@code password}. */
    GatewayText destination(URI url, String user) {
        destinations
                .append("  - { name: centre, url: \"")
                .append(url)
                .append("\", user: ")
                .append(user);
        destinations
                .append(", password: \"file:")
                .append(directory.resolve("password"))
                .append("\" }\n");
        return this;
    }

    /** The page at a port. */
    GatewayText page(int port) {
        console = "{ port: " + port + " }";
        return this;
    }

    /** Writes the file. */
    String write() throws IOException {
        String text = "gateway: { id: dg-1, site: plant }\nsources:\n" + sources + "destinations:\n" + destinations
                + "store: { path: \"" + store() + "\", budget: 64MiB }\nconsole: " + console + "\n";
        return Files.writeString(directory.resolve("gateway.yaml"), text).toString();
    }
}
