/** How a technician names a pin or a sensor. */
@NullMarked
package io.fieldpost.driver.gpio.address;

import org.jspecify.annotations.NullMarked;
