package io.fieldpost.radio.node;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Missions that were added while the agent ran, one small file each, so that they are there after a restart. One thread at a time. */
public final class AddedMissions {
    private static final String SUFFIX = ".yaml";

    private final Path folder;
    private final Map<String, String> texts = new TreeMap<>();

    private AddedMissions(Path folder) {
        this.folder = folder;
    }

    /**
     * Reads those of a folder.
     *
     * @param folder may be missing
     */
    public static AddedMissions read(Path folder) throws IOException {
        AddedMissions missions = new AddedMissions(folder);
        if (!Files.isDirectory(folder)) {
            return missions;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                if (name.endsWith(SUFFIX)) {
                    missions.texts.put(
                            name.substring(0, name.length() - SUFFIX.length()),
                            Files.readString(file, StandardCharsets.UTF_8));
                }
            }
        }
        return missions;
    }

    /** By name: each as it was written. */
    public Map<String, String> texts() {
        return Map.copyOf(texts);
    }

    boolean holds(String name) {
        return texts.containsKey(name);
    }

    void keep(String name, String text) throws IOException {
        Files.createDirectories(folder);
        Path fresh = folder.resolve(name + ".new");
        Files.writeString(fresh, text, StandardCharsets.UTF_8);
        Files.move(
                fresh,
                folder.resolve(name + SUFFIX),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
        texts.put(name, text);
    }

    void forget(String name) throws IOException {
        Files.deleteIfExists(folder.resolve(name + SUFFIX));
        texts.remove(name);
    }
}
