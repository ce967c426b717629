/**
 * What a spectrum or a run of samples says about noise and signals: noise floor, level, bandwidth, frequency, signal-to-noise ratio and
 * statistics. Functions of arrays; no threads, no input or output, no clock.
 */
@NullMarked
package io.fieldpost.radio.measure;

import org.jspecify.annotations.NullMarked;
