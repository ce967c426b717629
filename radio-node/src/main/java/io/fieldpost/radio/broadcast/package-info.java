/**
 * FM broadcasting: the stereo pilot at 19 kHz and the data channel RDS at 57 kHz (IEC 62106), which tell who a station is. No threads, no
 * input or output, no clock; what runs per sample allocates nothing.
 */
@NullMarked
package io.fieldpost.radio.broadcast;

import org.jspecify.annotations.NullMarked;
