/** What proves a driver: the suite that it inherits, a clock to turn by hand, and a proxy that breaks connections. */
@NullMarked
package io.fieldpost.driver.testkit;

import org.jspecify.annotations.NullMarked;
