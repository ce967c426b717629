package io.fieldpost.agent.plugin;

import io.fieldpost.driver.DriverFactory;
import java.util.ArrayList;
import java.util.List;

/**
 * One plug-in that was loaded.
 *
 * @param name of its directory
 * @param version as its manifest says ({@code Implementation-Version}); empty when it does not
 * @param sha256 of its jars, 64 digits
 * @param factories of its drivers, at least one
 * @param classes its class loader, which ends with it
 */
public record Plugin(
        String name, String version, String sha256, List<DriverFactory<?>> factories, PluginClassLoader classes) {
    public Plugin {
        factories = List.copyOf(factories);
    }

    /** The same behind factories that nobody waits for. Runs code of the plug-in. */
    Plugin guarded() {
        List<DriverFactory<?>> guarded = new ArrayList<>();
        factories.forEach(factory -> guarded.add(new PluginFactory<>(factory, classes)));
        return new Plugin(name, version, sha256, guarded, classes);
    }

    /** The same with other factories. */
    Plugin with(List<DriverFactory<?>> others) {
        return new Plugin(name, version, sha256, others, classes);
    }
}
