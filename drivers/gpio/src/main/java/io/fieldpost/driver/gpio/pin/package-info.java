/** What is asked of a board, and the library that does it: Pi4J is seen in this package alone. */
@NullMarked
package io.fieldpost.driver.gpio.pin;

import org.jspecify.annotations.NullMarked;
