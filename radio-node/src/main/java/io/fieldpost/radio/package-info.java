/** The radio as one more driver: missions are configured, traces come out. */
@NullMarked
package io.fieldpost.radio;

import org.jspecify.annotations.NullMarked;
