/** Chips on I2C and SPI: which there are, and how their registers become physical values. Knows no library. */
@NullMarked
package io.fieldpost.driver.gpio.sensor;

import org.jspecify.annotations.NullMarked;
