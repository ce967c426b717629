/** What a technician writes about a receiver and its missions, checked. */
@NullMarked
package io.fieldpost.radio.settings;

import org.jspecify.annotations.NullMarked;
