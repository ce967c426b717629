/** What a technician writes to name a value in a Modbus unit, and what stands in its registers. Knows no wire. */
@NullMarked
package io.fieldpost.driver.modbus.address;

import org.jspecify.annotations.NullMarked;
