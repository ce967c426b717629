package io.fieldpost.config.gateway;

/** What is told of a window. */
public enum Statistic {
    /** The least value in it. */
    MIN,
    /** The mean over its time: a value counts for as long as it stood. */
    MEAN,
    /** The greatest value in it. */
    MAX
}
