/** From rows of spectrum to emissions with a life of their own. No threads, no input or output, no clock: step functions of rows. */
@NullMarked
package io.fieldpost.radio.detect;

import org.jspecify.annotations.NullMarked;
