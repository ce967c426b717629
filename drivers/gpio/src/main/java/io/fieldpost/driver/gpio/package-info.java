/** What a board's own pins offer: inputs, outputs, counters, PWM, sensors on I2C, SPI and 1-wire, and its status LEDs. */
@NullMarked
package io.fieldpost.driver.gpio;

import org.jspecify.annotations.NullMarked;
