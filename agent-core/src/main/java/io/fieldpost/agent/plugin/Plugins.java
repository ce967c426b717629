package io.fieldpost.agent.plugin;

import io.fieldpost.agent.status.PluginStatus;
import io.fieldpost.config.gateway.PluginPin;
import io.fieldpost.config.gateway.PluginSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The plug-ins that are loaded, kept up with the directory by {@link #refresh}. One that is refused does no harm to the others: what is
 * wrong with it is said. One thread at a time.
 */
public final class Plugins {
    private final PluginGuard guard;
    private PluginSettings settings;
    /** Sorted, and another map after each change, so that any thread may look. */
    private volatile SortedMap<Path, Entry> entries = new TreeMap<>();

    private String complaint = "";

    private record Entry(String state, @Nullable Plugin plugin, String refusal) {}

    /** Nothing is loaded yet. */
    public Plugins(PluginSettings settings) {
        this(settings, new PluginGuard(GuardLimits.DEFAULT, new PluginOutput(System::nanoTime)));
    }

    Plugins(PluginSettings settings, PluginGuard guard) {
        this.settings = settings;
        this.guard = guard;
    }

    PluginGuard guard() {
        return guard;
    }

    /** Takes over other settings; {@link #refresh} judges anew what they concern. */
    void settings(PluginSettings now) {
        settings = now;
    }

    /** A text that changes with the files of a plug-in or with what is asked of it. */
    private String state(Path path, String files) {
        String pins = settings.pins().isEmpty()
                ? "any"
                : settings.pins().stream()
                        .filter(pin -> path.endsWith(pin.plugin()))
                        .map(PluginPin::sha256)
                        .collect(Collectors.joining());
        return pins + " " + settings.keys() + " " + settings.process(name(path)) + " "
                + guard.quarantine().mark(name(path)) + " " + files;
    }

    /**
     * Loads what is new or changed, and forgets what is gone. Blocks on the file system.
     *
     * @return those that were loaded and are no longer; their class loaders are still open, because drivers of them may work
     */
    public List<Plugin> refresh() {
        PluginDirectory directory = new PluginDirectory(settings, guard);
        SortedMap<Path, String> states;
        try {
            states = directory.states();
            complaint = "";
        } catch (PluginException e) {
            // What was loaded goes on: a directory that can't be read says nothing about it.
            complaint = String.valueOf(e.getMessage());
            return List.of();
        }
        List<Plugin> gone = new ArrayList<>();
        Map<Path, Entry> before = new HashMap<>(entries);
        SortedMap<Path, Entry> now = new TreeMap<>();
        states.forEach((path, files) -> {
            String state = state(path, files);
            Entry known = before.remove(path);
            if (known != null && known.state().equals(state)) {
                now.put(path, known);
                return;
            }
            now.put(path, load(directory, path, state));
            if (known != null && known.plugin() != null) {
                gone.add(known.plugin());
            }
        });
        entries = now;
        for (Entry left : before.values()) {
            if (left.plugin() != null) {
                gone.add(left.plugin());
            }
        }
        return gone;
    }

    private Entry load(PluginDirectory directory, Path path, String state) {
        try {
            Plugin loaded = directory.load(path);
            guard.loaded(loaded, System.nanoTime());
            return new Entry(state, loaded, "");
        } catch (PluginException e) {
            return new Entry(state, null, refusal(name(path), String.valueOf(e.getMessage())));
        }
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }

    private static String refusal(String name, String why) {
        return "plug-in " + name + " is not loaded, " + why;
    }

    /** Takes one out for what it did. @return why, as its sources say it */
    String withdraw(Plugin plugin, String why) {
        String refusal = refusal(plugin.name(), why);
        SortedMap<Path, Entry> now = new TreeMap<>(entries);
        now.replaceAll((path, entry) -> entry.plugin() == plugin ? new Entry(entry.state(), null, refusal) : entry);
        entries = now;
        return refusal;
    }

    /** The accounts of all, loaded or not. */
    List<PluginStatus> status() {
        List<PluginStatus> status = new ArrayList<>();
        entries.forEach((path, entry) -> {
            Plugin plugin = entry.plugin();
            PluginStatus.State state = plugin != null
                    ? PluginStatus.State.LOADED
                    : guard.quarantine().holds(name(path))
                            ? PluginStatus.State.QUARANTINED
                            : PluginStatus.State.REFUSED;
            status.add(guard.status(
                    name(path),
                    plugin == null ? "" : plugin.version(),
                    plugin == null ? "" : plugin.sha256(),
                    state,
                    entry.refusal()));
        });
        return status;
    }

    /** What the directory holds now, for whoever wants to know whether it changed. Blocks on the file system. */
    public String state() {
        try {
            return new PluginDirectory(settings, guard).states() + " "
                    + guard.quarantine().marks();
        } catch (PluginException e) {
            return String.valueOf(e.getMessage());
        }
    }

    /** Those that are loaded, by name. */
    public List<Plugin> loaded() {
        List<Plugin> loaded = new ArrayList<>();
        for (Entry entry : entries.values()) {
            if (entry.plugin() != null) {
                loaded.add(entry.plugin());
            }
        }
        return loaded;
    }

    /** Why others are not, one line each, with what to do. */
    public List<String> refused() {
        List<String> refused = new ArrayList<>();
        if (!complaint.isEmpty()) {
            refused.add(complaint);
        }
        for (Entry entry : entries.values()) {
            if (!entry.refusal().isEmpty()) {
                refused.add(entry.refusal());
            }
        }
        return refused;
    }
}
