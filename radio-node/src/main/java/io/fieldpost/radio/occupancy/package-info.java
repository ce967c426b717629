/** Occupancy of channels and bands by ITU-R SM.1880 and Report SM.2256. No threads, no clock: step functions of rows. */
@NullMarked
package io.fieldpost.radio.occupancy;

import org.jspecify.annotations.NullMarked;
