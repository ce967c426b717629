/** GET requests to a device that has a small web server, on the caller's thread, with a deadline. */
@NullMarked
package io.fieldpost.driver.http;

import org.jspecify.annotations.NullMarked;
