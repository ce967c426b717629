package io.fieldpost.radio.node;

/** When a receiver has more than it can take. */
final class Overload {
    /** Above this share of clipped values the front end makes products of its own, and levels can't be trusted. */
    static final double CLIPPED_FRACTION = 1e-3;

    /** As a row's {@code suspect}. */
    static final String NAME = "overload";

    private Overload() {}
}
