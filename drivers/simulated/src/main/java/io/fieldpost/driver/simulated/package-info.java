/** The smallest driver, and the one to copy: values that are functions of time. */
@NullMarked
package io.fieldpost.driver.simulated;

import org.jspecify.annotations.NullMarked;
