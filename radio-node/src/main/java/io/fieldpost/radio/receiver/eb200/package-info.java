/** Monitoring receivers of Rohde &amp; Schwarz: the EB200 data stream and control by SCPI. */
@NullMarked
package io.fieldpost.radio.receiver.eb200;

import org.jspecify.annotations.NullMarked;
