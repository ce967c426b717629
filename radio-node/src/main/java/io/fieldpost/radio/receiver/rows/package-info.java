/** Rows of spectrum that other programs write: rtl_power, hackrf_sweep, soapy_power and rtl_power_fftw. */
@NullMarked
package io.fieldpost.radio.receiver.rows;

import org.jspecify.annotations.NullMarked;
