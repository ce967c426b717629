/** The receiving side: what proves that nothing is missing. Used by {@code fieldpost watch} and the demo. */
@NullMarked
package io.fieldpost.agent.centre;

import org.jspecify.annotations.NullMarked;
