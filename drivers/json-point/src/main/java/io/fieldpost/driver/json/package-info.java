/** Values at places of JSON documents: what drivers of devices with JSON share. */
@NullMarked
package io.fieldpost.driver.json;

import org.jspecify.annotations.NullMarked;
