/** From text to validated records: setting annotations, human units, and a reader whose complaints have a place. */
@NullMarked
package io.fieldpost.config;

import org.jspecify.annotations.NullMarked;
