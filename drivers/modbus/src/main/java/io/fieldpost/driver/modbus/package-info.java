/** {@code protocol: modbus}: meters and controllers over Modbus TCP, RTU over TCP and RTU on a serial line. */
@NullMarked
package io.fieldpost.driver.modbus;

import org.jspecify.annotations.NullMarked;
