/** What a run of samples is: its bytes as they came, and its complex numbers. */
@NullMarked
package io.fieldpost.radio.sample;

import org.jspecify.annotations.NullMarked;
