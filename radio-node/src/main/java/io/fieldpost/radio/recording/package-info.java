/** Signals in files: reading and writing SigMF, reading raw samples and WAV, keeping what came before an event, and a store on a budget. */
@NullMarked
package io.fieldpost.radio.recording;

import org.jspecify.annotations.NullMarked;
