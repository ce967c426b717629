/** How a batch of measurements becomes bytes, once, for the store. */
@NullMarked
package io.fieldpost.agent.record;

import org.jspecify.annotations.NullMarked;
