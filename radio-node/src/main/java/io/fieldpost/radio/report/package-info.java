/** Spectra for people and for other programs: text files, the terminal, pictures. */
@NullMarked
package io.fieldpost.radio.report;

import org.jspecify.annotations.NullMarked;
