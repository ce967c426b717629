/** From 8-bit I/Q to averaged traces on the absolute frequency grid. No threads, no input or output, no clock. */
@NullMarked
package io.fieldpost.radio.spectrum;

import org.jspecify.annotations.NullMarked;
