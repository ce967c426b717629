package io.fieldpost.driver.certifier;

import io.fieldpost.driver.DriverFactory;
import io.fieldpost.driver.testkit.DriverContract;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.engine.JupiterTestEngine;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs test classes of a driver with JUnit. One thread, whose context class loader is the driver's meanwhile, as when the agent loads drivers. */
final class Trial {
    private final ClassLoader classes;
    private final Set<String> factories;

    /**
     * Of what can be loaded.
     *
     * @param classes the driver's, and the tests' beside them
     * @param factories names of the classes of the driver's factories
     */
    Trial(ClassLoader classes, Set<String> factories) {
        this.classes = classes;
        this.factories = factories;
    }

    /** Runs one. */
    Suite run(Class<?> suite) {
        Thread current = Thread.currentThread();
        ClassLoader before = current.getContextClassLoader();
        current.setContextClassLoader(classes);
        try {
            return tried(suite);
        } finally {
            current.setContextClassLoader(before);
        }
    }

    private Suite tried(Class<?> suite) {
        List<Outcome> own = new ArrayList<>();
        String protocol = protocol(suite, own);
        TrialRecord record = new TrialRecord();
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(DiscoverySelectors.selectClass(suite))
                .build();
        LauncherFactory.create(engineAlone()).execute(request, record);
        List<Outcome> promises = new ArrayList<>();
        Map<String, Outcome> found = record.promises();
        for (String promise : Suite.everyPromise()) {
            String words = Suite.inWords(promise);
            promises.add(found.getOrDefault(words, Outcome.failed(words, "it was not tried")));
        }
        own.addAll(record.own());
        return new Suite(suite.getName(), protocol, promises, own);
    }

    /** No engines, listeners or filters that a jar brings along. */
    private static LauncherConfig engineAlone() {
        return LauncherConfig.builder()
                .enableTestEngineAutoRegistration(false)
                .addTestEngines(new JupiterTestEngine())
                .enableLauncherSessionListenerAutoRegistration(false)
                .enableLauncherDiscoveryListenerAutoRegistration(false)
                .enableTestExecutionListenerAutoRegistration(false)
                .enablePostDiscoveryFilterAutoRegistration(false)
                .build();
    }

    /** Which driver it is about; one that the tests have made themselves would prove nothing. */
    private String protocol(Class<?> suite, List<Outcome> own) {
        String promise = "the driver that is tried is the one in the jars";
        try {
            Constructor<?> constructor = suite.getDeclaredConstructor();
            constructor.setAccessible(true);
            Method factoryOf = DriverContract.class.getDeclaredMethod("factory");
            factoryOf.setAccessible(true);
            DriverFactory<?> factory = (DriverFactory<?>) factoryOf.invoke(constructor.newInstance());
            if (!factories.contains(factory.getClass().getName())) {
                own.add(Outcome.failed(promise, factory.getClass().getName() + " is no factory of theirs"));
            }
            return factory.protocol();
        } catch (ReflectiveOperationException | RuntimeException e) {
            own.add(Outcome.failed(promise, "its factory can't be seen without a running test: " + Reasons.of(e)));
            return "";
        }
    }

    /** Whether a class is a suite that can be run. */
    static boolean isSuite(Class<?> candidate) {
        return DriverContract.class.isAssignableFrom(candidate) && !Modifier.isAbstract(candidate.getModifiers());
    }
}
