package io.fieldpost.agent;

import io.fieldpost.config.Origins;
import io.fieldpost.config.Problem;
import io.fieldpost.driver.DriverFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds what is wrong with the lists of what may be written and called, as far as the records can't know it by themselves. */
final class AllowListProblems {
    private final Drivers drivers;
    private final Origins written;
    private final List<Problem> found = new ArrayList<>();

    AllowListProblems(Drivers drivers, Origins written) {
        this.drivers = drivers;
        this.written = written;
    }

    List<Problem> all() {
        for (int i = 0; i < written.itemsAt("sources"); i++) {
            String source = "sources[" + i + "]";
            written.textAt(source + ".protocol").map(drivers::find).ifPresent(factory -> examine(source, factory));
        }
        return found;
    }

    private void examine(String source, DriverFactory<?> factory) {
        int writable = written.itemsAt(source + ".writable");
        if (writable > 0 && !factory.canWrite()) {
            add(source + ".writable", "driver '" + factory.protocol() + "' can't write; remove the list");
        } else if (writable > 0) {
            points(source, writable);
        }
        int callable = written.itemsAt(source + ".callable");
        if (callable > 0 && !factory.canCall()) {
            add(source + ".callable", "driver '" + factory.protocol() + "' knows no methods; remove the list");
        } else {
            for (int j = 0; j < callable; j++) {
                method(source + ".callable[" + j + "]", factory);
            }
        }
    }

    private void points(String source, int writable) {
        Set<String> names = pointNames(source);
        Set<String> scaled = scaledNames(source);
        Map<String, String> seen = new HashMap<>();
        for (int j = 0; j < writable; j++) {
            String path = source + ".writable[" + j + "].point";
            String name = written.textAt(path).orElse("");
            if (name.isEmpty()) {
                continue;
            }
            String first = seen.putIfAbsent(name, path);
            if (first != null) {
                add(path, "point '" + name + "' is listed twice; the first is at " + written.placeOf(first));
            } else if (!names.contains(name)) {
                add(path, "no point '" + name + "' in this source; " + known(names));
            } else if (scaled.contains(name)) {
                add(
                        path,
                        "point '" + name
                                + "' is scaled, and what is written would not be; add the address once more, as a point without 'scale' and 'offset'");
            }
        }
    }

    private Set<String> pointNames(String source) {
        Set<String> names = new LinkedHashSet<>();
        for (int j = 0; j < written.itemsAt(source + ".points"); j++) {
            written.textAt(source + ".points[" + j + "].name").ifPresent(names::add);
        }
        return names;
    }

    private Set<String> scaledNames(String source) {
        Set<String> names = new HashSet<>();
        for (int j = 0; j < written.itemsAt(source + ".points"); j++) {
            String point = source + ".points[" + j + "]";
            boolean scaled = written.textAt(point + ".scale").isPresent()
                    || written.textAt(point + ".offset").isPresent();
            if (scaled) {
                written.textAt(point + ".name").ifPresent(names::add);
            }
        }
        return names;
    }

    private static String known(Set<String> names) {
        if (names.isEmpty()) {
            return "it has none; add it to 'points'";
        }
        return names.size() > 10 ? "add it to 'points'" : "known: " + String.join(", ", names);
    }

    private void method(String path, DriverFactory<?> factory) {
        String address = written.textAt(path + ".method").orElse("");
        String object = written.textAt(path + ".object").orElse("");
        if (!address.isEmpty()) {
            String complaint = factory.complaintAboutMethod(object, address);
            if (!complaint.isEmpty()) {
                add(path, complaint);
            }
        }
    }

    private void add(String path, String message) {
        found.add(written.problem(path, message));
    }
}
