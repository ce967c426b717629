/** Electricity, water, heat and gas meters by DL/T 645 and CJ/T 188, over a serial port or a serial server. Reads only. */
@NullMarked
package io.fieldpost.driver.meters;

import org.jspecify.annotations.NullMarked;
