/** The TCP connection below PLC4X's protocols, with an end to every wait and every thread. */
@NullMarked
package io.fieldpost.driver.plc4x.line;

import org.jspecify.annotations.NullMarked;
