/**
 * What happens at a machine: events and the conditions behind them (Part 4, 7.22; Part 9), as measurements of points of type event.
 * {@link io.fieldpost.opcua.event.EventWatches} is where to begin.
 */
@NullMarked
package io.fieldpost.opcua.event;

import org.jspecify.annotations.NullMarked;
