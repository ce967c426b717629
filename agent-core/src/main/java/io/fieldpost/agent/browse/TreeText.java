package io.fieldpost.agent.browse;

import io.fieldpost.driver.FoundPoint;
import io.fieldpost.driver.FoundPoint.Access;
import io.fieldpost.driver.ValueType;
import java.util.Locale;

/** What a device has, one line each, what lies in something below it and further to the right. */
public final class TreeText {
    private TreeText() {}

    /** {@code   T1 = 21.5 Cel  (real, read)  nsu=urn:press;s=T1}. */
    public static String line(FoundPoint found) {
        StringBuilder line = new StringBuilder("  ".repeat(found.depth())).append(printable(found.name()));
        if (found.access() == Access.FOLDER) {
            return line.append("/  ").append(found.address()).toString();
        }
        if (!found.value().isEmpty()) {
            line.append(" = ").append(printable(found.value()));
        }
        if (!found.unit().equals("1")) {
            line.append(' ').append(found.unit());
        }
        line.append("  (");
        if (found.type() != ValueType.ANY) {
            line.append(lowerCase(found.type())).append(", ");
        }
        return line.append(words(found.access()))
                .append(")  ")
                .append(found.address())
                .toString();
    }

    private static String words(Access access) {
        return switch (access) {
            case FOLDER -> "folder";
            case NONE -> "no access";
            case READ -> "read";
            case WRITE -> "write only";
            case READ_WRITE -> "read, write";
        };
    }

    private static String lowerCase(ValueType type) {
        return type.name().toLowerCase(Locale.ROOT);
    }

    /** A device must not be able to move a terminal's cursor. */
    private static String printable(String text) {
        StringBuilder line = new StringBuilder();
        text.codePoints()
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? ' ' : c)
                .forEach(line::appendCodePoint);
        return line.toString();
    }
}
