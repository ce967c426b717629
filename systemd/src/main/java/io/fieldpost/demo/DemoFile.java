package io.fieldpost.demo;

import io.fieldpost.opcua.simulation.InjectionMouldingLine;
import java.net.URI;
import java.nio.file.Path;

/** The demo's gateway, written as a technician would write it, so that the demo takes the way that a gateway takes. */
final class DemoFile {
    private DemoFile() {}

    /** The YAML text of a gateway that reads the line and the band, and publishes to the broker. */
    static String text(
            InjectionMouldingLine line, String receiver, Path licences, URI broker, Path store, int consolePort) {
        StringBuilder yaml = new StringBuilder(4096);
        yaml.append("gateway: { id: demo, site: demo/hall-1 }\n");
        yaml.append("sources:\n");
        yaml.append("  - name: press-1\n");
        yaml.append("    protocol: opcua\n");
        yaml.append("    settings: { endpoint: \"")
                .append(line.endpoint())
                .append("\", security: None, insecure: true }\n");
        yaml.append("    points:\n");
        for (InjectionMouldingLine.LinePoint point : line.points()) {
            yaml.append("      - { name: ").append(point.name());
            yaml.append(", address: \"").append(point.address());
            yaml.append("\", unit: \"").append(point.unit()).append("\" }\n");
        }
        yaml.append("  - name: receiver-1\n");
        yaml.append("    protocol: radio\n");
        yaml.append("    settings:\n");
        yaml.append("      receiver: \"").append(receiver).append("\"\n");
        yaml.append("      gain: \"20.7\"\n");
        yaml.append("      licences: \"").append(licences).append("\"\n");
        yaml.append("      evidence: { after: 1s, per_hour: 1 }\n");
        yaml.append(
                "      missions: [ { name: fm-band, scan: 87MHz..108MHz, resolution: 25kHz, every: 1s, averages: 32, detect: true } ]\n");
        yaml.append("destinations:\n");
        yaml.append("  - { name: centre, url: \"").append(broker).append("\" }\n");
        yaml.append("store: { path: \"").append(store).append("\", budget: 64MiB }\n");
        yaml.append("console: { port: ").append(consolePort).append(" }\n");
        return yaml.toString();
    }
}
