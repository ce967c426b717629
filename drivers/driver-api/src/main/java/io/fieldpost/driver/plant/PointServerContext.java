package io.fieldpost.driver.plant;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/** What the agent gives to a server. Valid from creation to {@link PointServer#close}. */
public interface PointServerContext {
    /** Name of this gateway, unique at the monitoring centre; letters, digits, {@code _}, {@code .} and {@code -}. */
    String gateway();

    /** Version of the agent. */
    String version();

    /** The names of all sources, also of those without a configured point. */
    List<String> sources();

    /** The configured points of all sources. Drivers may announce more. */
    List<ServedPoint> points();

    /** The clock. Servers take time from here alone. */
    InstantSource clock();

    /** A directory of this server's own that lives as long as the gateway, for such things as certificates; may not exist yet. */
    Path directory();

    /** What the store still keeps. */
    PointHistory history();
}
