/** Sensors that speak MQTT, behind a broker. */
@NullMarked
package io.fieldpost.driver.mqttin;

import org.jspecify.annotations.NullMarked;
