package io.fieldpost.radio.calibration;

import io.fieldpost.config.Place;
import io.fieldpost.config.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** A table is not usable. Its message is all that is wrong with the file, one line each, as {@code file:line:column: …}. */
public final class CalibrationException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient List<Problem> problems;

    CalibrationException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** One problem of a whole file. */
    static CalibrationException of(Path file, String fact) {
        return new CalibrationException(List.of(new Problem(Place.wholeFile(file.toString()), "", fact)));
    }

    /** Each problem, in reading order. */
    public List<Problem> problems() {
        return problems;
    }
}
