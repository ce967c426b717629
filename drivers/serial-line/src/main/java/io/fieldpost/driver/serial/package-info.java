/** A line of bytes to devices that talk over a serial port, or over a serial server on the network. */
@NullMarked
package io.fieldpost.driver.serial;

import org.jspecify.annotations.NullMarked;
