/** From bytes of I/Q to the power in each bin, in several forms of which the scalar one is the definition of correct. */
@NullMarked
package io.fieldpost.radio.spectrum.fft;

import org.jspecify.annotations.NullMarked;
