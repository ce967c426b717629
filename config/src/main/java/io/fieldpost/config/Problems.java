package io.fieldpost.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Collects what is wrong with one file. Bounded: beyond {@value #MOST} problems the rest are counted, not kept. */
final class Problems {
    static final int MOST = 1000;

    private final String file;
    private final List<Problem> found = new ArrayList<>();
    private int uncounted;

    Problems(String file) {
        this.file = file;
    }

    void add(int line, int column, String path, String message) {
        add(new Place(file, line, column), path, message);
    }

    void add(Node at, Trail trail, String message) {
        add(at.line(), at.column(), trail.toString(), message);
    }

    void add(Place place, String path, String message) {
        if (found.size() < MOST) {
            found.add(new Problem(place, path, message));
        } else {
            uncounted++;
        }
    }

    void add(Problem problem) {
        add(problem.place(), problem.path(), problem.message());
    }

    boolean none() {
        return found.isEmpty();
    }

    Place place(int line, int column) {
        return new Place(file, line, column);
    }

    List<Problem> inReadingOrder() {
        List<Problem> sorted = new ArrayList<>(found);
        Collections.sort(sorted);
        if (uncounted > 0) {
            Place last = sorted.get(sorted.size() - 1).place();
            sorted.add(new Problem(last, "", "and " + uncounted + " more problems"));
        }
        return List.copyOf(sorted);
    }
}
