/**
 * Sub-commands of {@code fieldpost} that a module brings along. The command line finds them by {@link java.util.ServiceLoader}, and makes
 * their help and their arguments from the settings of a record.
 */
@NullMarked
package io.fieldpost.driver.tool;

import org.jspecify.annotations.NullMarked;
