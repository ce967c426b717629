package io.fieldpost.driver.certifier;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Finds what a driver uses and does not bring along, and that only worked because its tests did. */
final class BorrowedClasses {
    private BorrowedClasses() {}

    /**
     * Looks for it.
     *
     * @param drivers its jars
     * @param tests jars of its tests and their libraries
     * @return {@code a.b.Driver uses c.d.Library}, in the order of the alphabet
     */
    static List<String> in(List<Path> drivers, List<Path> tests) throws IOException {
        Set<String> lent = new HashSet<>();
        for (Path jar : tests) {
            lent.addAll(JarClasses.in(jar));
        }
        for (Path jar : drivers) {
            lent.removeAll(JarClasses.in(jar));
        }
        Set<String> borrowed = new TreeSet<>();
        for (Path jar : drivers) {
            JarClasses.usesIn(jar, (user, used) -> {
                if (lent.contains(used)) {
                    borrowed.add(user + " uses " + used);
                }
            });
        }
        return List.copyOf(borrowed);
    }
}
