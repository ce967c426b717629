/**
 * From a wide band to one channel, and from a channel to what it carries: down-conversion, FM and AM demodulation, audio at 48 kHz, AM
 * depth and FM deviation. No threads, no input or output, no clock; what runs per sample allocates nothing.
 */
@NullMarked
package io.fieldpost.radio.demodulation;

import org.jspecify.annotations.NullMarked;
