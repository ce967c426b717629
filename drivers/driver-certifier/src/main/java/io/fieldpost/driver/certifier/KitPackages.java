package io.fieldpost.driver.certifier;

import java.util.List;

/** What tests see of this process beside what a plug-in sees. */
final class KitPackages {
    private static final List<String> SHARED = List.of(
            "io.fieldpost.driver.testkit",
            "net.bytebuddy",
            "org.apiguardian",
            "org.assertj",
            "org.junit",
            "org.opentest4j");

    private KitPackages() {}

    static boolean isShared(String packageName) {
        return SHARED.stream().anyMatch(each -> packageName.equals(each) || packageName.startsWith(each + "."));
    }
}
