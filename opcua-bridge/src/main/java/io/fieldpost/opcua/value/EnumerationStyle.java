package io.fieldpost.opcua.value;

/** How an enumeration is told. */
public enum EnumerationStyle {
    /** The number alone, as the machine sends it. */
    number,
    /** The name alone; the number as text where the machine has no name for it. */
    name,
    /** A record of {@code value} and {@code name}. */
    both
}
