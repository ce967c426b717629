package io.fieldpost.radio.calibration;

/**
 * A column that a table may have.
 *
 * @param name as in the header
 * @param required whether every row must have it
 * @param numeric whether it is a number; otherwise any text
 * @param least smallest number allowed
 * @param most largest number allowed
 */
record Column(String name, boolean required, boolean numeric, double least, double most) {
    static final Column FREQUENCY = number("frequency_hz", 1, 1e12);
    static final Column UNCERTAINTY = optional("uncertainty_db", 0, 100);

    static Column number(String name, double least, double most) {
        return new Column(name, true, true, least, most);
    }

    static Column optional(String name, double least, double most) {
        return new Column(name, false, true, least, most);
    }

    static Column text(String name) {
        return new Column(name, false, false, 0, 0);
    }
}
