package io.fieldpost.driver;

/**
 * Something that a device says it has: a value, or a folder of them.
 *
 * @param address what to write as a point's address, or as the beginning of another browse
 * @param name the device's own name for it, in any script
 * @param type what its values are
 * @param unit UCUM code, {@code 1} where the device names none
 * @param depth how far below the beginning it lies, from 0; what follows at the next depth lies in it
 * @param access what may be done with it
 * @param value its value as a short text, empty where there is none or it would not be cheap to ask
 */
public record FoundPoint(
        String address, String name, ValueType type, String unit, int depth, Access access, String value) {
    /** What the device lets this client do. */
    public enum Access {
        /** It has no value itself, and holds others. */
        FOLDER,
        /** It has a value that this client may neither read nor write. */
        NONE,
        READ,
        WRITE,
        READ_WRITE;

        /** Whether it can be a point of a source. */
        public boolean isReadable() {
            return this == READ || this == READ_WRITE;
        }
    }
}
