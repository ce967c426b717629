package io.fieldpost.driver;

/**
 * One value of one source: what a measurement is a measurement of.
 *
 * @param source name of the source in the configuration
 * @param name name of the value, unique in its source
 * @param address where the driver finds it, in the driver's own syntax; may be empty for a point that the driver announced itself
 * @param type what its values are, {@link ValueType#ANY} while that is not known
 * @param unit UCUM code; {@code 1} for a plain number
 */
public record Point(String source, String name, String address, ValueType type, String unit) {}
