/** Machine tools behind an MTConnect agent. */
@NullMarked
package io.fieldpost.driver.mtconnect;

import org.jspecify.annotations.NullMarked;
