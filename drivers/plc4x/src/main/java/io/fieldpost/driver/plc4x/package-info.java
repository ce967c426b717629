/** The protocols that Apache PLC4X speaks as one driver: Siemens S7, EtherNet/IP, Beckhoff ADS. */
@NullMarked
package io.fieldpost.driver.plc4x;

import org.jspecify.annotations.NullMarked;
