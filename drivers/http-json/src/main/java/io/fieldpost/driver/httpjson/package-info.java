/** Sensors that answer a GET request with JSON. */
@NullMarked
package io.fieldpost.driver.httpjson;

import org.jspecify.annotations.NullMarked;
