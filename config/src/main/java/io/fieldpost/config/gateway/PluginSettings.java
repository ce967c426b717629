package io.fieldpost.config.gateway;

import io.fieldpost.config.Setting;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Drivers that did not come with the agent. */
@Setting("Drivers that did not come with the agent: one directory each, with its jars.")
public record PluginSettings(
        @Setting(
                value =
                        "Where the plug-ins' directories are. Whoever can write there can run code as the agent: keep it root's.",
                byDefault = "/usr/local/lib/fieldpost/plugins")
        Path directory,

        @Setting(
                "Plug-ins that may be loaded, each in exactly one state. Without any, all that are in the directory may be.")
        List<PluginPin> pins,

        @Setting(
                value =
                        "Public keys (Ed25519, PEM). With any, a plug-in is loaded only when its file plugin.sig is a signature of its SHA-256 by one of them.",
                example = "[ /etc/fieldpost/vendor.pem ]")
        List<Path> keys,

        @Setting(
                "Plug-ins whose drivers run in processes of their own, such as those with native code. All others run in the agent's.")
        List<PluginProcess> processes) {
    public PluginSettings {
        pins = List.copyOf(pins);
        keys = List.copyOf(keys);
        processes = List.copyOf(processes);
        Set<String> pinned = new HashSet<>();
        for (PluginPin pin : pins) {
            if (!pinned.add(pin.plugin())) {
                throw new IllegalArgumentException("pins: two are of plug-in " + pin.plugin() + "; remove one");
            }
        }
        Set<String> apart = new HashSet<>();
        for (PluginProcess process : processes) {
            if (!apart.add(process.plugin())) {
                throw new IllegalArgumentException(
                        "processes: two are of plug-in " + process.plugin() + "; remove one");
            }
        }
    }

    /** Without processes. */
    public PluginSettings(Path directory, List<PluginPin> pins, List<Path> keys) {
        this(directory, pins, keys, List.of());
    }

    /** In what process a plug-in's drivers run; null for the agent's own. */
    public @Nullable PluginProcess process(String plugin) {
        for (PluginProcess process : processes) {
            if (process.plugin().equals(plugin)) {
                return process;
            }
        }
        return null;
    }
}
