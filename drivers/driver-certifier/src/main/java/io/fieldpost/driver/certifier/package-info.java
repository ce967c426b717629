/** {@code fieldpost certify}: a driver's jars tried as a plug-in by the promises of every driver, and a report of it. */
@NullMarked
package io.fieldpost.driver.certifier;

import org.jspecify.annotations.NullMarked;
