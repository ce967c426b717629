/** Is the receiver overloaded, which signals does it make by itself, and how much should it amplify. Step functions; no threads, no clock. */
@NullMarked
package io.fieldpost.radio.gain;

import org.jspecify.annotations.NullMarked;
