/** Looks into a store from outside, for a technician or developer: what it holds, whether it is whole, its measurements as text. */
@NullMarked
package io.fieldpost.agent.inspect;

import org.jspecify.annotations.NullMarked;
