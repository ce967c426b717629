/**
 * What happens to measurements between the driver and the store, for all drivers alike: scaled, clamped, thinned out, and made into
 * derived values.
 */
@NullMarked
package io.fieldpost.agent.shaping;

import org.jspecify.annotations.NullMarked;
