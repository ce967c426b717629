package io.fieldpost.agent;

import io.fieldpost.agent.shaping.ShapingProblems;
import io.fieldpost.config.Choices;
import io.fieldpost.config.ConfigReader;
import io.fieldpost.config.Origins;
import io.fieldpost.config.Problem;
import io.fieldpost.config.Result;
import io.fieldpost.config.gateway.GatewayConfig;
import io.fieldpost.driver.DriverFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Reads a gateway's file as far as it can be judged without touching anything: syntax, settings, every point's address,
 * what may be written, and what is derived from what. */
public final class GatewayFile {
    private final Drivers drivers;

    /** @param drivers whose settings and addresses the file may use */
    public GatewayFile(Drivers drivers) {
        this.drivers = drivers;
    }

    /** The alternatives that the drivers and the servers offer. */
    public static Choices choices(Drivers drivers) {
        return Choices.of(Map.of(
                "protocol",
                drivers.settingsByProtocol(),
                "servers",
                drivers.servers().settingsByProtocol()));
    }

    /** Reads a file; blocks on the file system. */
    public Result<GatewayConfig> read(Path file) {
        return reader().read(file, GatewayConfig.class);
    }

    /** The protocols that a file's sources name, right or wrong. Blocks on the file system. */
    public static Set<String> protocols(Path file) {
        Set<String> named = new TreeSet<>();
        ConfigReader.of(Map.of())
                .examinedBy(written -> {
                    for (int i = 0; i < written.itemsAt("sources"); i++) {
                        written.textAt("sources[" + i + "].protocol").ifPresent(named::add);
                    }
                    return List.of();
                })
                .read(file, Nothing.class);
        return named;
    }

    /** Of the whole file, nothing is to be bound. */
    private record Nothing() {}

    /** Reads a text; the name stands in the complaints. */
    public Result<GatewayConfig> read(String name, String text) {
        return reader().read(name, text, GatewayConfig.class);
    }

    private ConfigReader reader() {
        return ConfigReader.of(choices(drivers)).examinedBy(written -> {
            List<Problem> problems = addressProblems(written);
            problems.addAll(new AllowListProblems(drivers, written).all());
            problems.addAll(ShapingProblems.of(written));
            return problems;
        });
    }

    private List<Problem> addressProblems(Origins written) {
        List<Problem> problems = new ArrayList<>();
        for (int i = 0; i < written.itemsAt("sources"); i++) {
            String source = "sources[" + i + "]";
            DriverFactory<?> factory =
                    written.textAt(source + ".protocol").map(drivers::find).orElse(null);
            for (int j = 0; factory != null && j < written.itemsAt(source + ".points"); j++) {
                String address = source + ".points[" + j + "].address";
                String complaint =
                        written.textAt(address).map(factory::complaintAbout).orElse("");
                if (!complaint.isEmpty()) {
                    problems.add(written.problem(address, complaint));
                }
            }
        }
        return problems;
    }
}
