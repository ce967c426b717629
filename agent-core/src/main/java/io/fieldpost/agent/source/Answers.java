package io.fieldpost.agent.source;

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks that a polled driver gave what it was asked for, so that a mistake in it is a failure with a name. */
final class Answers {
    private Answers() {}

    /** A list of our own, checked: the driver's may be code of its own, and change or hang where it is gone through. */
    static List<Measurement> taken(List<Point> asked, @Nullable List<Measurement> answers) throws DriverException {
        if (answers == null) {
            throw mistake("no list at all for " + asked.size() + " points");
        }
        if (answers.size() != asked.size()) {
            throw mistake(answers.size() + " measurements for " + asked.size() + " points");
        }
        List<Measurement> taken = new ArrayList<>(asked.size());
        for (int i = 0; i < asked.size(); i++) {
            Measurement answer = answers.get(i);
            check(asked.get(i), answer);
            taken.add(answer);
        }
        return taken;
    }

    private static void check(Point asked, @Nullable Measurement answer) throws DriverException {
        if (answer == null) {
            throw mistake("nothing for point " + asked.name());
        }
        Point given = answer.point();
        if (!given.name().equals(asked.name()) || !given.source().equals(asked.source())) {
            throw mistake("point " + Retold.shortened(given.source() + "/" + given.name()) + " in place of "
                    + asked.source() + "/" + asked.name());
        }
    }

    private static DriverException mistake(String what) {
        return new DriverException(DriverException.Reason.PROTOCOL, "the driver returned " + what);
    }
}
