package io.fieldpost.driver.serial;

/** What the parity bit of a character is. */
public enum Parity {
    NONE,
    EVEN,
    ODD
}
