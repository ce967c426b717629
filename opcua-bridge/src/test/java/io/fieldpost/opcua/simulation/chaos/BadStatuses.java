package io.fieldpost.opcua.simulation.chaos;

import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;

/** Every bad status code that the standard names (Part 4, 7.38.2, and Part 6, A.2). */
public final class BadStatuses {
    private BadStatuses() {}

    /** All of them, in the order of their numbers. */
    public static List<StatusCode> all() {
        return Arrays.stream(StatusCodes.class.getFields())
                .filter(field -> field.getName().startsWith("Bad_"))
                .map(BadStatuses::code)
                .distinct()
                .sorted((a, b) -> Long.compare(a.getValue(), b.getValue()))
                .toList();
    }

    /** Its name as the standard writes it. */
    public static String name(StatusCode status) {
        return StatusCodes.lookup(status.getValue()).map(entry -> entry[0]).orElse(status.toString());
    }

    private static StatusCode code(Field field) {
        try {
            return new StatusCode(field.getLong(null));
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("a public constant can't be read: " + field, e);
        }
    }
}
