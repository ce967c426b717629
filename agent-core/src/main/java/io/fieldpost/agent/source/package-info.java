/** One runner a source: it connects, reads or listens, cuts off what hangs, and hands over what was measured in bounded batches. */
@NullMarked
package io.fieldpost.agent.source;

import org.jspecify.annotations.NullMarked;
