/**
 * What kind of modulation a signal has, from features of its samples, with a confidence that was calibrated. No threads, no input or output, no
 * clock.
 */
@NullMarked
package io.fieldpost.radio.classify;

import org.jspecify.annotations.NullMarked;
