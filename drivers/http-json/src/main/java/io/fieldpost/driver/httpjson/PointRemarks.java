package io.fieldpost.driver.httpjson;

import io.fieldpost.driver.DriverContext;
import io.fieldpost.driver.Remark;
import java.util.HashMap;
import java.util.Map;

/** What a person should know of points and paths; passed on when it changes. For one thread. */
final class PointRemarks {
    /** Beside what the settings themselves give rise to. */
    private static final String ASPECT = "answer";

    private final DriverContext context;
    private final Map<String, String> told = new HashMap<>();

    PointRemarks(DriverContext context) {
        this.context = context;
    }

    /** An empty text takes back what was said. */
    void tell(String subject, String text) {
        String before = text.isEmpty() ? told.remove(subject) : told.put(subject, text);
        if (!text.equals(before == null ? "" : before)) {
            context.remark(new Remark(subject, ASPECT, text));
        }
    }
}
