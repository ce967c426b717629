/**
 * From levels relative to full scale to dBm, dBµV and dBµV/m, and from a receiver's idea of a frequency to the right one: tables, the
 * procedures that make them, and what every trace says about them. No threads and no clock; files are read where a path is given.
 */
@NullMarked
package io.fieldpost.radio.calibration;

import org.jspecify.annotations.NullMarked;
