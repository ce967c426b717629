/** Where a node stands and how well its clock is known. */
@NullMarked
package io.fieldpost.radio.position;

import org.jspecify.annotations.NullMarked;
