package io.fieldpost.agent.plugin;

import io.fieldpost.agent.plugin.process.ProcessFactory;
import io.fieldpost.agent.source.PendingCall;
import io.fieldpost.config.gateway.PluginProcess;
import io.fieldpost.config.gateway.PluginSettings;
import io.fieldpost.driver.ApiVersion;
import io.fieldpost.driver.DriverFactory;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/**
 * Loads plug-ins from a directory: each sub-directory with jars is one. Any thread; it keeps nothing but its settings.
 */
final class PluginDirectory {
    private static final int MOST_PLUGINS = 64;
    private static final int MOST_JARS = 256;
    /** How long its own code may take to make its factories. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final PluginSettings settings;
    private final PluginGuard guard;
    private final ClassLoader agent;

    PluginDirectory(PluginSettings settings, PluginGuard guard) {
        this.settings = settings;
        this.guard = guard;
        this.agent = PluginDirectory.class.getClassLoader();
    }

    /**
     * What is there, without looking into it: for each plug-in a text that changes when one of its files does. Blocks on the file system.
     *
     * @throws PluginException when the directory can't be read
     */
    SortedMap<Path, String> states() throws PluginException {
        SortedMap<Path, String> states = new TreeMap<>();
        try {
            for (Path directory : directories()) {
                states.put(directory, state(directory));
            }
        } catch (IOException | DirectoryIteratorException e) {
            throw new PluginException(
                    "plug-ins are not loaded, " + settings.directory() + " can't be read ("
                            + e.getClass().getSimpleName() + "); look at its owner and mode",
                    e);
        }
        return states;
    }

    private static String state(Path directory) throws IOException {
        List<String> files = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, "*.{jar,sig}")) {
            for (Path file : found) {
                files.add(file.getFileName() + " " + Files.size(file) + " " + Files.getLastModifiedTime(file));
            }
        }
        Collections.sort(files);
        return String.join("\n", files);
    }

    private List<Path> directories() throws IOException, PluginException {
        List<Path> directories = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(settings.directory(), Files::isDirectory)) {
            for (Path each : found) {
                directories.add(each);
                if (directories.size() > MOST_PLUGINS) {
                    throw new PluginException("plug-ins are not loaded, " + settings.directory() + " holds more than "
                            + MOST_PLUGINS + " directories; take away those that are none");
                }
            }
        } catch (NoSuchFileException none) {
            return List.of();
        }
        Collections.sort(directories);
        return directories;
    }

    /** Loads one; what it was loaded from may be changed or taken away as soon as this returns. */
    Plugin load(Path directory) throws PluginException {
        String name = String.valueOf(directory.getFileName());
        if (!name.matches("[a-z0-9][a-z0-9_.-]{0,63}")) {
            throw new PluginException(
                    "its directory's name is not 1 to 64 lower-case letters, digits, '.', '_' and '-'; rename it");
        }
        PrivateCopy jars;
        try {
            jars = new PrivateCopy(jars(directory));
        } catch (IOException e) {
            throw new PluginException(
                    "its jars can't be copied, " + e.getMessage() + "; look at their owner and mode", e);
        }
        PluginThreads threads = new PluginThreads(name, guard.conduct(name));
        PluginClassLoader classes = new PluginClassLoader(name, jars.urls(), jars, new SharedClasses(agent), threads);
        try {
            new Trusted(settings).check(name, directory, jars.sha256());
            String held = guard.quarantine().complaint(name, jars.sha256());
            if (!held.isEmpty()) {
                throw new PluginException(held);
            }
            return guarded(name, jars, classes);
        } catch (PluginException e) {
            close(classes);
            throw e;
        }
    }

    /** Makes its factories on a thread of its own, for that runs its code. */
    private Plugin guarded(String name, PrivateCopy jars, PluginClassLoader classes) throws PluginException {
        AtomicReference<PluginException> refused = new AtomicReference<>();
        PendingCall<Plugin> call = classes.questions().begin(() -> {
            try {
                return apart(plugin(name, jars, classes), jars).guarded();
            } catch (PluginException e) {
                refused.set(e);
                throw e;
            }
        });
        try {
            if (!call.await(PATIENCE.toNanos())) {
                call.interrupt();
                throw new PluginException(
                        "its drivers were not made within " + PATIENCE.toSeconds() + " s; ask its vendor");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PluginException("the agent ends", e);
        }
        PluginException refusal = refused.get();
        if (refusal != null) {
            throw refusal;
        }
        Plugin made = call.result();
        if (made == null) {
            throw new PluginException("its drivers can't be made, " + call.failure() + "; ask its vendor");
        }
        return made;
    }

    /** The same plug-in, its drivers in processes of their own where the settings say so. */
    private Plugin apart(Plugin plugin, PrivateCopy jars) {
        PluginProcess process = settings.process(plugin.name());
        return process == null ? plugin : plugin.with(ProcessFactory.each(plugin.factories(), jars.jars(), process));
    }

    /** What the jars are as a plug-in, whoever trusts them. */
    static Plugin plugin(String name, PrivateCopy jars, PluginClassLoader classes) throws PluginException {
        String version = version(jars);
        return new Plugin(name, version, jars.sha256(), factories(classes), classes);
    }

    static void close(PluginClassLoader classes) {
        try {
            classes.close();
        } catch (IOException e) {
            // The copies are deleted when the process ends.
        }
    }

    private static List<Path> jars(Path directory) throws IOException, PluginException {
        List<Path> jars = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, "*.jar")) {
            for (Path jar : found) {
                jars.add(jar);
            }
        }
        if (jars.isEmpty() || jars.size() > MOST_JARS) {
            throw new PluginException("it holds " + jars.size() + " jars, and 1 to " + MOST_JARS + " are right");
        }
        Collections.sort(jars);
        return jars;
    }

    /** Finds the jar that says what it was made for. */
    private static String version(PrivateCopy jars) throws PluginException {
        for (Path jar : jars.jars()) {
            Attributes main = manifest(jar);
            String made = main == null ? null : main.getValue(ApiVersion.ATTRIBUTE);
            if (main != null && made != null) {
                check(made, jar);
                String version = main.getValue(Attributes.Name.IMPLEMENTATION_VERSION);
                return version == null ? "" : version;
            }
        }
        throw new PluginException(
                "no manifest of its jars says which version of the driver interface it was made for; add '"
                        + ApiVersion.ATTRIBUTE + ": " + ApiVersion.CURRENT + "'");
    }

    private static @Nullable Attributes manifest(Path jar) throws PluginException {
        try (JarFile file = new JarFile(jar.toFile())) {
            Manifest manifest = file.getManifest();
            return manifest == null ? null : manifest.getMainAttributes();
        } catch (IOException e) {
            throw new PluginException("its " + jar.getFileName() + " is no jar; copy it again", e);
        }
    }

    private static void check(String made, Path jar) throws PluginException {
        ApiVersion wanted;
        try {
            wanted = ApiVersion.parse(made);
        } catch (IllegalArgumentException e) {
            throw new PluginException(
                    "its " + jar.getFileName() + " names a version of the driver interface that is " + e.getMessage(),
                    e);
        }
        if (!ApiVersion.CURRENT.serves(wanted)) {
            throw new PluginException(
                    "it was made for version " + wanted + " of the driver interface, and this agent has "
                            + ApiVersion.CURRENT + "; "
                            + (wanted.compareTo(ApiVersion.CURRENT) > 0
                                    ? "update the agent"
                                    : "ask its vendor for a newer one"));
        }
    }

    private static List<DriverFactory<?>> factories(PluginClassLoader classes) throws PluginException {
        List<DriverFactory<?>> factories = new ArrayList<>();
        try {
            for (DriverFactory<?> factory : ServiceLoader.load(DriverFactory.class, classes)) {
                // What can't be linked shows here rather than at the first connection.
                if (!factory.configType().isRecord()) {
                    throw new PluginException("its driver " + factory.protocol() + " has settings that are no record");
                }
                factories.add(factory);
            }
        } catch (ServiceConfigurationError | LinkageError | RuntimeException e) {
            throw new PluginException("its drivers can't be made, " + cause(e) + "; ask its vendor");
        }
        if (factories.isEmpty()) {
            throw new PluginException("it has no driver: META-INF/services/" + DriverFactory.class.getName()
                    + " is missing or empty; ask its vendor");
        }
        return factories;
    }

    private static String cause(Throwable thrown) {
        Throwable deepest = thrown;
        while (deepest.getCause() != null && deepest.getCause() != deepest) {
            deepest = deepest.getCause();
        }
        return deepest.toString();
    }
}
