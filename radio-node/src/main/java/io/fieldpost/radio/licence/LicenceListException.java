package io.fieldpost.radio.licence;

import io.fieldpost.config.Problem;
import java.util.List;
import java.util.stream.Collectors;

/** A licence list is wrong: says everything that is. */
public final class LicenceListException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient List<Problem> problems;

    LicenceListException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** In reading order; at least one. */
    public List<Problem> problems() {
        return problems;
    }
}
