/** Devices that speak in lines of text, such as scales and gauges: by a pattern or a column, unasked or on request. Reads only. */
@NullMarked
package io.fieldpost.driver.serialtext;

import org.jspecify.annotations.NullMarked;
