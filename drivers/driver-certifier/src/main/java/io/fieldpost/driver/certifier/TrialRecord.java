package io.fieldpost.driver.certifier;

import io.fieldpost.driver.testkit.DriverContract;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/** Takes down what JUnit tells: the promises of every driver apart from what else is tried. */
final class TrialRecord implements TestExecutionListener {
    private static final String DECLARES = " declares: ";

    private final Map<String, Outcome> promises = new TreeMap<>();
    private final List<Outcome> own = new ArrayList<>();

    synchronized Map<String, Outcome> promises() {
        return Map.copyOf(promises);
    }

    synchronized List<Outcome> own() {
        return List.copyOf(own);
    }

    @Override
    public synchronized void executionSkipped(TestIdentifier identifier, String reason) {
        add(identifier, Outcome.failed(name(identifier), "it was switched off: " + reason));
    }

    @Override
    public synchronized void executionFinished(TestIdentifier identifier, TestExecutionResult result) {
        String name = name(identifier);
        String reason = result.getThrowable().map(Reasons::of).orElse("");
        switch (result.getStatus()) {
            case SUCCESSFUL -> {
                if (identifier.isTest()) {
                    add(identifier, Outcome.held(name));
                }
            }
            case ABORTED -> add(identifier, Outcome.notOffered(name, declared(reason)));
            case FAILED -> add(identifier, Outcome.failed(name, reason));
        }
    }

    private void add(TestIdentifier identifier, Outcome outcome) {
        if (identifier.getSource().filter(TrialRecord::isPromise).isPresent()) {
            promises.put(outcome.promise(), outcome);
        } else {
            own.add(outcome);
        }
    }

    private static boolean isPromise(TestSource source) {
        return source instanceof MethodSource method
                && method.getJavaMethod().getDeclaringClass().equals(DriverContract.class);
    }

    private static String name(TestIdentifier identifier) {
        return identifier
                .getSource()
                .filter(MethodSource.class::isInstance)
                .map(source -> Suite.inWords(((MethodSource) source).getMethodName()))
                .orElse(identifier.getDisplayName());
    }

    /** Without the name of the test class. */
    private static String declared(String reason) {
        int at = reason.indexOf(DECLARES);
        return at < 0 ? reason : reason.substring(at + DECLARES.length());
    }
}
