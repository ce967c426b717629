package io.fieldpost.driver;

/**
 * Something that a device says it has.
 *
 * @param address what to write as a point's address
 * @param name the device's own name for it
 * @param type what its values are
 * @param unit UCUM code, {@code 1} where the device names none
 * @param depth how far below the beginning it lies, from 0
 */
public record FoundPoint(String address, String name, ValueType type, String unit, int depth) {}
