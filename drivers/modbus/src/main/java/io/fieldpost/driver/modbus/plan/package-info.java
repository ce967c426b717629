/** Which requests read a list of points: neighbours together, and apart where a unit refuses them together. Knows no wire. */
@NullMarked
package io.fieldpost.driver.modbus.plan;

import org.jspecify.annotations.NullMarked;
