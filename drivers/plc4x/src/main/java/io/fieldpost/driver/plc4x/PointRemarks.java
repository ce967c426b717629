package io.fieldpost.driver.plc4x;

import io.fieldpost.driver.DriverContext;
import io.fieldpost.driver.Remark;
import java.util.HashMap;
import java.util.Map;

/** What a person should know of points; passed on when it changes. For one thread. */
final class PointRemarks {
    private final DriverContext context;
    private final Map<String, String> told = new HashMap<>();

    PointRemarks(DriverContext context) {
        this.context = context;
    }

    /** An empty text takes back what was said. */
    void tell(String point, String text) {
        String before = text.isEmpty() ? told.remove(point) : told.put(point, text);
        if (!text.equals(before == null ? "" : before)) {
            context.remark(new Remark(point, text));
        }
    }
}
