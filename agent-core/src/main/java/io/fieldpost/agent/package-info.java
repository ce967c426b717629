/** The engine: it assembles sources, store and destinations, and owns every thread. */
@NullMarked
package io.fieldpost.agent;

import org.jspecify.annotations.NullMarked;
