package io.fieldpost.agent.doctor;

import io.fieldpost.config.gateway.GatewayConfig;
import io.fieldpost.driver.Remark;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The configuration as the caller read it.
 *
 * @param file as the technician named it
 * @param config null when there are problems
 * @param problems one line each, with file, line and column; empty when it is right
 * @param remarks what the drivers say of the sources' settings, by the source's name
 */
public record ConfigurationRead(
        String file, @Nullable GatewayConfig config, List<String> problems, Map<String, List<Remark>> remarks) {
    public ConfigurationRead {
        problems = List.copyOf(problems);
        remarks = Map.copyOf(remarks);
    }

    /** One that the drivers say nothing of. */
    public ConfigurationRead(String file, @Nullable GatewayConfig config, List<String> problems) {
        this(file, config, problems, Map.of());
    }
}
