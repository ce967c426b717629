package io.fieldpost.agent.doctor;

import io.fieldpost.config.gateway.GatewayConfig;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The configuration as the caller read it.
 *
 * @param file as the technician named it
 * @param config null when there are problems
 * @param problems one line each, with file, line and column; empty when it is right
 */
public record ConfigurationRead(String file, @Nullable GatewayConfig config, List<String> problems) {
    public ConfigurationRead {
        problems = List.copyOf(problems);
    }
}
