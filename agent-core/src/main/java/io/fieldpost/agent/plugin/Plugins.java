package io.fieldpost.agent.plugin;

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
    private PluginSettings settings;
    private final Map<Path, Entry> entries = new TreeMap<>();
    private String complaint = "";

    private record Entry(String state, @Nullable Plugin plugin, String refusal) {}

    /** Nothing is loaded yet. */
    public Plugins(PluginSettings settings) {
        this.settings = settings;
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
        return pins + " " + settings.keys() + " " + files;
    }

    /**
     * Loads what is new or changed, and forgets what is gone. Blocks on the file system.
     *
     * @return those that were loaded and are no longer; their class loaders are still open, because drivers of them may work
     */
    public List<Plugin> refresh() {
        PluginDirectory directory = new PluginDirectory(settings);
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
        entries.clear();
        states.forEach((path, files) -> {
            String state = state(path, files);
            Entry known = before.remove(path);
            if (known != null && known.state().equals(state)) {
                entries.put(path, known);
                return;
            }
            entries.put(path, load(directory, path, state));
            if (known != null && known.plugin() != null) {
                gone.add(known.plugin());
            }
        });
        for (Entry left : before.values()) {
            if (left.plugin() != null) {
                gone.add(left.plugin());
            }
        }
        return gone;
    }

    private static Entry load(PluginDirectory directory, Path path, String state) {
        try {
            return new Entry(state, directory.load(path), "");
        } catch (PluginException e) {
            return new Entry(state, null, "plug-in " + path.getFileName() + " is not loaded, " + e.getMessage());
        }
    }

    /** What the directory holds now, for whoever wants to know whether it changed. Blocks on the file system. */
    public String state() {
        try {
            return String.valueOf(new PluginDirectory(settings).states());
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
