package io.fieldpost.driver.certifier;

import io.fieldpost.agent.plugin.PluginTrial;
import io.fieldpost.driver.ApiVersion;
import io.fieldpost.driver.DriverFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tries one plug-in. One thread. */
final class Certification {
    private static final int MOST_NAMED = 5;

    private final PluginTrial trial;
    private final List<Path> tests;
    private final List<Path> libraries;
    private final InstantSource clock;

    /**
     * Of a plug-in that the agent would load.
     *
     * @param tests jars with its test classes
     * @param libraries jars that only these need
     */
    Certification(PluginTrial trial, List<Path> tests, List<Path> libraries, InstantSource clock) {
        this.trial = trial;
        this.tests = tests;
        this.libraries = libraries;
        this.clock = clock;
    }

    Certificate run() throws IOException {
        Map<String, String> facts = facts();
        ClassLoader classes = trial.withGuests(
                Stream.concat(tests.stream(), libraries.stream()).toList(), KitPackages::isShared);
        Set<String> factories = trial.plugin().factories().stream()
                .map(factory -> factory.getClass().getName())
                .collect(Collectors.toSet());
        Trial tried = new Trial(classes, factories);
        List<Suite> suites = new ArrayList<>();
        for (Class<?> suite : suites(classes)) {
            suites.add(tried.run(suite));
        }
        List<Outcome> asPlugin = asPlugin(suites);
        return new Certificate(facts, asPlugin, suites);
    }

    private Map<String, String> facts() throws IOException {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("driver", names(trial.jars()) + version(trial.plugin().version()));
        facts.put("protocols", String.join(", ", protocols()));
        facts.put("SHA-256", trial.plugin().sha256());
        facts.put("made for", "driver interface " + madeFor());
        facts.put("tests", names(tests));
        String agent = PluginTrial.class.getPackage().getImplementationVersion();
        facts.put(
                "tried with",
                "Fieldpost " + (agent == null ? "development" : agent) + ", driver interface " + ApiVersion.CURRENT
                        + ", Java " + Runtime.version() + ", " + System.getProperty("os.name") + " "
                        + System.getProperty("os.arch"));
        facts.put("on", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
        return facts;
    }

    private static String version(String version) {
        return version.isEmpty() ? "" : ", version " + version;
    }

    private static String names(List<Path> jars) {
        return jars.stream().map(jar -> String.valueOf(jar.getFileName())).collect(Collectors.joining(", "));
    }

    private Set<String> protocols() {
        return trial.plugin().factories().stream()
                .map(DriverFactory::protocol)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private String madeFor() throws IOException {
        for (Path jar : trial.jars()) {
            try (JarFile file = new JarFile(jar.toFile())) {
                Manifest manifest = file.getManifest();
                @Nullable
                String made =
                        manifest == null ? null : manifest.getMainAttributes().getValue(ApiVersion.ATTRIBUTE);
                if (made != null) {
                    return made;
                }
            }
        }
        return "unknown";
    }

    /** The suites in the jars of tests, by name. Classes that can't be loaded are none, such as those for other libraries. */
    private List<Class<?>> suites(ClassLoader classes) throws IOException {
        List<Class<?>> suites = new ArrayList<>();
        for (Path jar : tests) {
            for (String name : JarClasses.in(jar)) {
                try {
                    Class<?> candidate = Class.forName(name, false, classes);
                    if (Trial.isSuite(candidate)) {
                        suites.add(candidate);
                    }
                } catch (ClassNotFoundException | LinkageError e) {
                    // A suite among them would be missed below as a protocol that nothing tries.
                }
            }
        }
        return suites;
    }

    private List<Outcome> asPlugin(List<Suite> suites) throws IOException {
        List<Outcome> outcomes = new ArrayList<>();
        outcomes.add(Outcome.held("the agent loads it"));
        List<String> borrowed = BorrowedClasses.in(
                trial.jars(), Stream.concat(tests.stream(), libraries.stream()).toList());
        String brings = "it brings along what it uses";
        outcomes.add(
                borrowed.isEmpty()
                        ? Outcome.held(brings)
                        : Outcome.failed(
                                brings,
                                "only the tests have what " + borrowed.size() + " of its classes use: "
                                        + borrowed.stream().limit(MOST_NAMED).collect(Collectors.joining(", "))));
        Set<String> tried = suites.stream().map(Suite::protocol).collect(Collectors.toSet());
        for (String protocol : protocols()) {
            String promise = "protocol " + protocol + " is tried";
            outcomes.add(
                    tried.contains(protocol)
                            ? Outcome.held(promise)
                            : Outcome.failed(
                                    promise, "no class of the tests that can be loaded extends DriverContract for it"));
        }
        return outcomes;
    }
}
