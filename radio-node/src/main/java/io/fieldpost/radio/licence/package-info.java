/** Who may transmit where, and whether what is on the air agrees with it. No threads, no clock: step functions of rows and emissions. */
@NullMarked
package io.fieldpost.radio.licence;

import org.jspecify.annotations.NullMarked;
