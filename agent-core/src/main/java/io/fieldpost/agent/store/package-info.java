/** The buffer on the gateway's own card: an append-only segmented log for each stream. */
@NullMarked
package io.fieldpost.agent.store;

import org.jspecify.annotations.NullMarked;
