package io.fieldpost.driver;

import java.util.regex.Pattern;

/**
 * One thing that sources of a protocol can be asked to do, see {@link Operable}.
 *
 * @param name in small letters, with underscores: {@code begin_mission}
 * @param sentence what it does, for a person
 * @param changes whether it changes what the gateway does: then who asked, and what became of it, is told to the centre. One that merely
 *     tells can be asked for every second and leaves no record
 */
public record DeviceOperation(String name, String sentence, boolean changes) {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,63}");

    public DeviceOperation {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not the name of an operation: " + name);
        }
    }
}
