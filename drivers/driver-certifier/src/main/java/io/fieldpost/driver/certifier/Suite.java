package io.fieldpost.driver.certifier;

import io.fieldpost.driver.testkit.DriverContract;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * What one test class of a driver showed.
 *
 * @param name of the class
 * @param protocol of the driver that it tries
 * @param promises those of {@link DriverContract}, each of them, in the order of their words
 * @param own what else the class or its vendor tries
 */
record Suite(String name, String protocol, List<Outcome> promises, List<Outcome> own) {
    Suite {
        promises = List.copyOf(promises);
        own = List.copyOf(own);
    }

    boolean isFailed() {
        return promises.stream().anyMatch(Outcome::isFailed) || own.stream().anyMatch(Outcome::isFailed);
    }

    /** All that every driver keeps to, by the names of the methods that try it. */
    static List<String> everyPromise() {
        return Arrays.stream(DriverContract.class.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Test.class))
                .map(Method::getName)
                .sorted()
                .toList();
    }

    /** {@code opensAndCloses} as a person reads it. */
    static String inWords(String method) {
        return method.replaceAll("([a-z0-9])([A-Z])", "$1 $2")
                .replaceAll("([A-Z])([A-Z][a-z])", "$1 $2")
                .toLowerCase(Locale.ROOT);
    }
}
