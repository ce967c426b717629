/** What delivers samples: one interface, and the client of an rtl_tcp server. */
@NullMarked
package io.fieldpost.radio.receiver;

import org.jspecify.annotations.NullMarked;
