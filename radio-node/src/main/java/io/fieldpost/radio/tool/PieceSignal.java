package io.fieldpost.radio.tool;

/**
 * What some parts of the band are over a piece of time.
 *
 * @param re real parts
 * @param im imaginary parts
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; lives for one test
record PieceSignal(float[] re, float[] im) {}
